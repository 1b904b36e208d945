import { isActor, ADMINS, holds } from '../access/actor.ts';
import { Household } from '../people/household.entity.ts';
import { nameKeys } from '../people/name-keys.rule.ts';
import { correctBirthDate, move, residenceOf, settle } from '../people/placement.ts';
import { residentValues, sealedPhone } from '../people/register.ts';
import { Residence } from '../people/residence.entity.ts';
import { Resident } from '../people/resident.entity.ts';
import type { Sealer } from '../people/sealed.ts';
import { WrittenAddresses } from './written-addresses.ts';
import { dayOf, type CalendarDate } from '../shared/clock.ts';
import { newId } from '../shared/ids.ts';
import type { Performer } from '../shared/performer.ts';
import type { NewRow, Rows } from '../shared/read.ts';
import type { Transaction } from '../shared/transaction.ts';
import { CellRefusal } from '../sheets/cell.ts';
import { NamedPlaces } from '../sheets/named-places.ts';
import { writingRow } from '../sheets/became-wrong.ts';
import { repeated } from '../sheets/repeated.ts';
import type { Intake, Planned, SheetRow } from '../sheets/sheet.ts';
import { kinAgree } from './kin.ts';
import { RESIDENT_COLUMNS, type ResidentColumn, type ResidentValues } from './resident-columns.ts';
import { faultsOf, livesElsewhere } from './resident-rows.rule.ts';
import { householdsNumbered, kinBorn, residentsAlike, residentsHeld, residentsKnown, type KnownResident } from './resident-rows.read.ts';

/** What all rows of a file are looked up in, and what its rows have said so far. */
interface Known {
  readonly placeId: string;
  readonly today: CalendarDate;
  readonly places: NamedPlaces;
  /** Rows by the id of the resident whom they are about. */
  readonly rows: Map<string, number>;
  /** Birth dates that rows correct. */
  readonly born: Map<string, CalendarDate>;
}

/** Whom a row is about. */
interface Recognised {
  readonly there: KnownResident | undefined;
  /** The column by which they are known. */
  readonly by: ResidentColumn;
  /** Somebody else has the ID number of the row. */
  readonly taken: boolean;
  /** More than one may be meant. */
  readonly several: boolean;
}

const NOBODY: Recognised = { there: undefined, by: 'name', taken: false, several: false };

/** The household that a row names. */
interface NamedHousehold {
  readonly id: string;
  readonly placeId: string;
  /** Where its head lives, else whoever was named first. */
  addressId: string | null;
  readonly headId: string | null;
  readonly dissolved: boolean;
}

interface Todo {
  readonly number: number;
  readonly row: ResidentValues;
  readonly placeId: string;
  /** Null where the row names none. */
  readonly addressId: string | null;
  readonly there: KnownResident | undefined;
  readonly household: NamedHousehold | undefined;
  /** The household is known, and its head lives elsewhere now. */
  readonly rehouses: boolean;
}

/** Registers belong to admins over the place; so does what an operator brings in. */
export function mayBringRegister(performer: Performer, lineage: readonly string[]): boolean {
  return performer.accountId === null || (isActor(performer) && holds(performer, ADMINS, lineage));
}

/** How the register of residents comes in. An empty cell leaves what is known as it is. */
export function residentIntake(sealer: Sealer): Intake<typeof RESIDENT_COLUMNS, Known, Todo> {
  return {
    may: mayBringRegister,
    once: onceOf,
    async begin(from, { placeId, at }) {
      return { placeId, today: dayOf(at), places: await NamedPlaces.under(from, placeId), rows: new Map(), born: new Map() };
    },
    plan: (from, rows, known) => plan(from, sealer, rows, known),
    hold,
    apply: (tx, rows) => apply(tx, sealer, rows),
  };
}

function onceOf({ idNumber, name, birthDate, sex, externalSystem, externalId, relation, householdNumber }: Partial<ResidentValues>) {
  const keys: { column: ResidentColumn; key: string }[] = [];
  if (idNumber) keys.push({ column: 'idNumber', key: idNumber });
  if (externalSystem && externalId) keys.push({ column: 'externalId', key: JSON.stringify([externalSystem, externalId]) });
  if (idNumber === null && externalId === null && name && birthDate) keys.push({ column: 'name', key: JSON.stringify([name, birthDate, sex]) });
  if (relation === 'HEAD' && householdNumber) keys.push({ column: 'relation', key: householdNumber });
  return keys;
}

async function plan(from: Rows, sealer: Sealer, rows: readonly SheetRow<ResidentValues>[], known: Known): Promise<Planned<Todo, ResidentColumn>[]> {
  const values = rows.map(row => row.values);
  const households = await from.rows(householdsNumbered, [...new Set(values.flatMap(row => row.householdNumber ?? []))]);
  const numbered = new Map<string, NamedHousehold>(households.map(({ number, ...household }) => [number, household]));
  const addresses = await WrittenAddresses.of(from, values.flatMap(row => row.address ?? []), known.places);
  const meant = await recognised(from, sealer, values, known, addresses);
  const kin = await kinOfReborn(from, values, meant);
  return rows.map(({ number, values: row }, n) => {
    const { there, by, taken, several } = meant[n] ?? NOBODY;
    const { address, placeId, addressId } = placementOf(row, there, known, addresses);
    let household = row.householdNumber === null ? undefined : numbered.get(row.householdNumber);
    const mayChange = !there || known.places.ids.has(there.placeId);
    const relatives = (kin.get(there?.id ?? '') ?? []).map(({ kinId, isParent, birthDate }) => ({ isParent, birthDate: known.born.get(kinId) ?? birthDate }));
    const faults = [
      ...faultsOf(row, { today: known.today, placeId, address, there, several, kin: relatives, mayChange, taken, household }),
      ...(there ? repeated(known.rows, there.id, number, by) : []),
    ];
    if (faults.length > 0 || placeId === undefined) return { verdict: 'WRONG', faults };
    if (there && row.birthDate !== there.birthDate) known.born.set(there.id, row.birthDate);
    const isHead = row.relation === 'HEAD' && addressId !== null;
    const rehouses = isHead && household !== undefined && household.addressId !== addressId;
    if (row.householdNumber !== null && !household) {
      household = { id: newId(), placeId, addressId, headId: null, dissolved: false };
      numbered.set(row.householdNumber, household);
    } else if (household && isHead) household.addressId = addressId;
    const todo: Todo = { number, row, placeId, addressId, there, household, rehouses };
    return { verdict: !there ? 'NEW' : isSame(todo, there, sealer, from.districtId) ? 'SAME' : 'CHANGED', todo };
  });
}

/** Whom each of some rows is about: by the id in another system, else by the ID number, else, without both, by name, sex and birth date. */
async function recognised(from: Rows, sealer: Sealer, values: readonly ResidentValues[], known: Known, addresses: WrittenAddresses): Promise<Recognised[]> {
  const external = values.filter(row => row.externalSystem !== null && row.externalId !== null);
  const unnamed = values.filter(row => row.idNumber === null && row.externalId === null);
  const indexOf = new Map(values.flatMap(({ idNumber }) => (idNumber ? [[idNumber, sealer.index(from.districtId, 'idNumber', idNumber)] as const] : [])));
  const people = await from.rows(residentsKnown, [...indexOf.values()], external.map(row => row.externalSystem ?? ''), external.map(row => row.externalId ?? ''));
  const alike = Map.groupBy(await from.rows(residentsAlike, unnamed.map(row => row.name), unnamed.map(row => row.birthDate), known.placeId), likeness);
  const byIndex = new Map(people.map(person => [person.idNumberIndex, person]));
  const byExternal = new Map(people.map(person => [externalKey(person), person]));
  return values.map((row): Recognised => {
    const holder = row.idNumber ? byIndex.get(indexOf.get(row.idNumber) ?? '') : undefined;
    const sent = row.externalId === null ? undefined : byExternal.get(externalKey(row));
    const near = row.idNumber === null && row.externalId === null ? nearest(alike.get(likeness(row)) ?? [], row, known, addresses) : [];
    const there = sent ?? holder ?? (near.length === 1 ? near[0] : undefined);
    return { there, by: sent ? 'externalId' : holder ? 'idNumber' : 'name', taken: holder !== undefined && holder.id !== there?.id, several: near.length > 1 };
  });
}

/** Of several who are alike, those at the address that a row names, else those at its place, else all. */
function nearest(alike: readonly KnownResident[], row: ResidentValues, known: Known, addresses: WrittenAddresses): readonly KnownResident[] {
  if (alike.length < 2) return alike;
  const at = alike.map(person => ({ person, meant: placementOf(row, person, known, addresses) }));
  const there = at.filter(({ person, meant }) => meant.addressId !== null && meant.addressId === person.addressId);
  const near = there.length > 0 ? there : at.filter(({ person, meant }) => meant.placeId === person.placeId);
  return near.length > 0 ? near.map(({ person }) => person) : alike;
}

/** Where a row has somebody live. */
function placementOf(row: ResidentValues, there: KnownResident | undefined, { places }: Known, addresses: WrittenAddresses) {
  const address = row.address === null ? undefined : addresses.meant(row.address, row.placeCode, there);
  const named = row.placeCode === null ? undefined : places.meant(row.placeCode);
  const found = address instanceof CellRefusal ? undefined : address;
  return { address, addressId: found?.id ?? null, placeId: named instanceof CellRefusal ? undefined : found?.placeId ?? named?.id };
}

/** Parents and children of those whose birth date some rows correct. */
async function kinOfReborn(from: Rows, values: readonly ResidentValues[], meant: readonly Recognised[]) {
  const ids = meant.flatMap(({ there }, n) => (there && values[n]?.birthDate !== there.birthDate ? [there.id] : []));
  return Map.groupBy(ids.length > 0 ? await from.rows(kinBorn, ids) : [], ({ residentId }) => residentId);
}

/** Locks whom rows change, so that nothing is lost of what others write of them meanwhile. @returns false where it was written already */
async function hold(tx: Transaction, rows: readonly Todo[]): Promise<boolean> {
  const planned = rows.flatMap(({ there }) => there ?? []);
  if (planned.length === 0) return true;
  const held = new Map((await tx.rows(residentsHeld, planned.map(({ id }) => id))).map(({ id, changedIn }) => [id, changedIn]));
  return planned.every(({ id, changedIn }) => held.get(id) === changedIn);
}

function externalKey({ externalSystem, externalId }: { externalSystem: string | null; externalId: string | null }): string {
  return JSON.stringify([externalSystem, externalId]);
}

function likeness({ name, birthDate, sex }: { name: string; birthDate: string; sex: string }): string {
  return JSON.stringify([name, birthDate, sex]);
}

function isSame({ row, placeId, addressId, household, rehouses }: Todo, there: KnownResident, sealer: Sealer, districtId: number): boolean {
  const index = (field: 'idNumber' | 'phone') => (row[field] === null ? there[`${field}Index`] : sealer.index(districtId, field, row[field]));
  return !rehouses && !needsRules({ row, placeId, addressId }, there) && row.name === there.name && row.sex === there.sex && index('idNumber') === there.idNumberIndex && index('phone') === there.phoneIndex
    && (household?.id ?? there.householdId) === there.householdId && (row.relation ?? there.relationToHead) === there.relationToHead
    && (row.externalId === null || (row.externalId === there.externalId && row.externalSystem === there.externalSystem));
}

/** Whether residences change, which is the business of `placement.ts`. */
function needsRules({ row, placeId, addressId }: Pick<Todo, 'row' | 'placeId' | 'addressId'>, there: KnownResident): boolean {
  return there.livesTo !== null || row.birthDate !== there.birthDate || row.standing !== there.standing || placeId !== there.placeId
    || (addressId !== null && addressId !== there.addressId) || (there.stays === 1 && row.livesFrom !== there.livesFrom);
}

async function apply(tx: Transaction, sealer: Sealer, rows: readonly Todo[]): Promise<void> {
  await addHouseholds(tx, rows);
  const entered = rows.filter(({ there }) => !there).map(todo => entering(tx, sealer, todo));
  await tx.bulkInsert(Resident, entered);
  await tx.bulkInsert(Residence, entered.map(residenceOf));
  for (const todo of rows) {
    const { number, there } = todo;
    if (there && needsRules(todo, there)) await writingRow(number, RESIDENT_COLUMNS, () => place(tx, todo, there.id));
  }
  await tx.bulkChange(Resident, rows.flatMap(todo => (todo.there ? [{ id: todo.there.id, ...detailsOf(tx, sealer, todo, todo.there) }] : [])));
}

async function addHouseholds(tx: Transaction, rows: readonly Todo[]): Promise<void> {
  const named = new Map(rows.flatMap(({ row: { householdNumber }, household }) => (householdNumber && household ? [[householdNumber, household] as const] : [])));
  const there = new Set((await tx.rows(householdsNumbered, [...named.keys()])).map(({ number }) => number));
  await tx.bulkInsert(Household, [...named].filter(([number]) => !there.has(number)).map(([number, { id, placeId, addressId }]) => ({
    id, placeId, addressId, kind: 'FAMILY' as const, number, dissolvedAt: null, externalSystem: null, externalId: null, dataOrigin: 'REAL' as const, recordedAt: tx.at,
  })));
  const rehoused = new Map(rows.flatMap(({ rehouses, household, addressId }) => (rehouses && household ? [[household.id, addressId] as const] : [])));
  await tx.bulkChange(Household, [...rehoused].map(([id, addressId]) => ({ id, addressId })));
}

function entering(tx: Transaction, sealer: Sealer, { row, placeId, addressId, household }: Todo): NewRow<Resident> {
  const { name, sex, birthDate, standing, livesFrom, relation, externalSystem, externalId } = row;
  const given = { placeId, addressId, name, sex, birthDate, standing, livesFrom, relationToHead: relation, externalSystem, externalId, householdId: household?.id ?? null, recordedAt: tx.at };
  return { ...residentValues(given), ...numbersOf(tx, sealer, row) };
}

function numbersOf(tx: Transaction, sealer: Sealer, { idNumber, phone }: ResidentValues) {
  const { phoneSealed = null, phoneIndex = null } = sealedPhone(tx, sealer, phone);
  return {
    idNumberSealed: idNumber && sealer.seal(idNumber), idNumberIndex: idNumber && sealer.index(tx.districtId, 'idNumber', idNumber), phoneSealed, phoneIndex,
  };
}

/** What a row says of somebody that no residence depends on. */
function detailsOf(tx: Transaction, sealer: Sealer, { row, placeId, household }: Todo, there: KnownResident) {
  const stays = placeId === there.placeId; // who moves to another place leaves the household that stays
  const numbers = numbersOf(tx, sealer, row);
  const ofId = numbers.idNumberIndex && numbers.idNumberIndex !== there.idNumberIndex ? numbers : there;
  const ofPhone = numbers.phoneIndex && numbers.phoneIndex !== there.phoneIndex ? numbers : there;
  return {
    name: row.name, ...nameKeys(row.name), sex: row.sex, idNumberSealed: ofId.idNumberSealed, idNumberIndex: ofId.idNumberIndex,
    phoneSealed: ofPhone.phoneSealed, phoneIndex: ofPhone.phoneIndex, householdId: household?.id ?? (stays ? there.householdId : null),
    relationToHead: row.relation ?? (stays ? there.relationToHead : null), externalSystem: row.externalSystem ?? there.externalSystem, externalId: row.externalId ?? there.externalId,
  };
}

/** Has somebody live as a row says: corrected, moved, or come back. */
async function place(tx: Transaction, { row: { birthDate, standing, livesFrom }, placeId, addressId }: Todo, id: string): Promise<void> {
  const resident = await tx.get(Resident, id);
  if (!resident) throw new Error('A resident that was there has gone.');
  if (birthDate !== resident.birthDate) {
    await kinAgree(tx, resident, birthDate);
    await correctBirthDate(tx, resident, birthDate);
  }
  const known = resident.addressId ?? null;
  const to = { placeId, standing, addressId: addressId ?? (placeId === resident.placeId ? known : null) };
  if (resident.livesTo) return settle(tx, resident, to, livesFrom);
  const [only, ...others] = await tx.getAll(Residence, { residentId: id });
  const sameStay = placeId === resident.placeId && standing === resident.standing && !livesElsewhere({ addressId: known }, addressId === null ? undefined : { id: addressId });
  if (!sameStay) return move(tx, resident, to, livesFrom);
  if (only && others.length === 0) only.livesFrom = resident.livesFrom = livesFrom;
  if (to.addressId !== known) await move(tx, resident, to, resident.livesFrom); // their address is known now: nobody has moved
}
