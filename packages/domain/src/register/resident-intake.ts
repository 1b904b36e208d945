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
import type { Intake, Planned, SheetRow } from '../sheets/sheet.ts';
import { kinAgree } from './kin.ts';
import type { RESIDENT_COLUMNS, ResidentColumn, ResidentValues } from './resident-columns.ts';
import { faultsOf, livesElsewhere } from './resident-rows.rule.ts';
import { householdsNumbered, residentsAlike, residentsKnown, type KnownResident } from './resident-rows.read.ts';

/** What all rows of a file are looked up in. */
interface Known {
  readonly placeId: string;
  readonly today: CalendarDate;
  readonly places: NamedPlaces;
}

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
      return { placeId, today: dayOf(at), places: await NamedPlaces.under(from, placeId) };
    },
    plan: (from, rows, known) => plan(from, sealer, rows, known),
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
  const external = values.filter(row => row.externalSystem !== null && row.externalId !== null);
  const unnamed = values.filter(row => row.idNumber === null && row.externalId === null);
  const indexOf = new Map(values.flatMap(({ idNumber }) => (idNumber ? [[idNumber, sealer.index(from.districtId, 'idNumber', idNumber)] as const] : [])));
  const [people, alike, households, addresses] = [
    await from.rows(residentsKnown, [...indexOf.values()], external.map(row => row.externalSystem ?? ''), external.map(row => row.externalId ?? '')),
    await from.rows(residentsAlike, unnamed.map(row => row.name), unnamed.map(row => row.birthDate), known.placeId),
    await from.rows(householdsNumbered, [...new Set(values.flatMap(row => row.householdNumber ?? []))]),
    await WrittenAddresses.of(from, values.flatMap(row => row.address ?? []), known.places),
  ];
  const byIndex = new Map(people.map(person => [person.idNumberIndex, person]));
  const byExternal = new Map(people.map(person => [externalKey(person), person]));
  const byLikeness = new Map(alike.map(person => [likeness(person), person]));
  const numbered = new Map<string, NamedHousehold>(households.map(({ number, ...household }) => [number, household]));
  return values.map(row => {
    const holder = row.idNumber ? byIndex.get(indexOf.get(row.idNumber) ?? '') : undefined;
    const sent = row.externalId === null ? undefined : byExternal.get(externalKey(row));
    const there = sent ?? holder ?? (row.idNumber === null && row.externalId === null ? byLikeness.get(likeness(row)) : undefined);
    const address = row.address === null ? undefined : addresses.meant(row.address, row.placeCode, there);
    const named = row.placeCode === null ? undefined : known.places.meant(row.placeCode);
    const placeId = named instanceof CellRefusal ? undefined : address && !(address instanceof CellRefusal) ? address.placeId : named?.id;
    const addressId = address && !(address instanceof CellRefusal) ? address.id : null;
    let household = row.householdNumber === null ? undefined : numbered.get(row.householdNumber);
    const mayChange = !there || known.places.ids.has(there.placeId);
    const faults = faultsOf(row, { today: known.today, placeId, address, there, mayChange, taken: Boolean(holder && holder.id !== there?.id), household });
    if (faults.length > 0 || placeId === undefined) return { verdict: 'WRONG', faults };
    const isHead = row.relation === 'HEAD' && addressId !== null;
    const rehouses = isHead && household !== undefined && household.addressId !== addressId;
    if (row.householdNumber !== null && !household) {
      household = { id: newId(), placeId, addressId, headId: null, dissolved: false };
      numbered.set(row.householdNumber, household);
    } else if (household && isHead) household.addressId = addressId;
    const todo: Todo = { row, placeId, addressId, there, household, rehouses };
    return { verdict: !there ? 'NEW' : isSame(todo, there, sealer, from.districtId) ? 'SAME' : 'CHANGED', todo };
  });
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
  for (const todo of rows) if (todo.there && needsRules(todo, todo.there)) await place(tx, todo, todo.there.id);
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
