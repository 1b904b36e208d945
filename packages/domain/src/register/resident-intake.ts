import { isActor, ADMINS, holds } from '../access/actor.ts';
import { Household } from '../people/household.entity.ts';
import { nameKeys } from '../people/name-keys.rule.ts';
import { correctBirthDate, move, residenceOf, settle } from '../people/placement.ts';
import { residentValues, sealedPhone } from '../people/register.ts';
import { Residence } from '../people/residence.entity.ts';
import { Resident } from '../people/resident.entity.ts';
import type { Sealer } from '../people/sealed.ts';
import { dayOf, type CalendarDate } from '../shared/clock.ts';
import { newId } from '../shared/ids.ts';
import type { Performer } from '../shared/performer.ts';
import type { NewRow, Rows } from '../shared/read.ts';
import type { Transaction } from '../shared/transaction.ts';
import type { Intake, Planned, SheetRow } from '../sheets/sheet.ts';
import { kinAgree } from './kin.ts';
import type { RESIDENT_COLUMNS, ResidentColumn, ResidentValues } from './resident-columns.ts';
import { faultsOf } from './resident-rows.rule.ts';
import { householdsNumbered, placesToName, residentsAlike, residentsKnown, type KnownResident } from './resident-rows.read.ts';

/** What all rows of a file are looked up in. */
interface Known {
  readonly placeId: string;
  readonly today: CalendarDate;
  readonly placeIds: ReadonlyMap<string, string>;
  readonly reachable: ReadonlySet<string>;
}

interface Todo {
  readonly row: ResidentValues;
  readonly placeId: string;
  readonly there: KnownResident | undefined;
  readonly householdId: string | null;
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
      const places = await from.rows(placesToName, placeId);
      return { placeId, today: dayOf(at), placeIds: new Map(places.filter(({ closed }) => !closed).map(({ code, id }) => [code, id])), reachable: new Set(places.map(({ id }) => id)) };
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
  const [people, alike, households] = [
    await from.rows(residentsKnown, [...indexOf.values()], external.map(row => row.externalSystem ?? ''), external.map(row => row.externalId ?? '')),
    await from.rows(residentsAlike, unnamed.map(row => row.name), unnamed.map(row => row.birthDate), known.placeId),
    await from.rows(householdsNumbered, [...new Set(values.flatMap(row => row.householdNumber ?? []))]),
  ];
  const byIndex = new Map(people.map(person => [person.idNumberIndex, person]));
  const byExternal = new Map(people.map(person => [externalKey(person), person]));
  const byLikeness = new Map(alike.map(person => [likeness(person), person]));
  const numbered = new Map<string, { id: string; placeId: string; headId: string | null; dissolved: boolean }>(households.map(household => [household.number, household]));
  return values.map(row => {
    const placeId = known.placeIds.get(row.placeCode);
    const holder = row.idNumber ? byIndex.get(indexOf.get(row.idNumber) ?? '') : undefined;
    const sent = row.externalId === null ? undefined : byExternal.get(externalKey(row));
    const there = sent ?? holder ?? (row.idNumber === null && row.externalId === null ? byLikeness.get(likeness(row)) : undefined);
    let household = row.householdNumber === null ? undefined : numbered.get(row.householdNumber);
    const faults = faultsOf(row, { today: known.today, placeId, there, mayChange: !there || known.reachable.has(there.placeId), taken: Boolean(holder && holder.id !== there?.id), household });
    if (faults.length > 0 || placeId === undefined) return { verdict: 'WRONG', faults };
    if (row.householdNumber !== null && !household) {
      household = { id: newId(), placeId, headId: null, dissolved: false };
      numbered.set(row.householdNumber, household);
    }
    const todo = { row, placeId, there, householdId: household?.id ?? null };
    return { verdict: !there ? 'NEW' : isSame(todo, there, sealer, from.districtId) ? 'SAME' : 'CHANGED', todo };
  });
}

function externalKey({ externalSystem, externalId }: { externalSystem: string | null; externalId: string | null }): string {
  return JSON.stringify([externalSystem, externalId]);
}

function likeness({ name, birthDate, sex }: { name: string; birthDate: string; sex: string }): string {
  return JSON.stringify([name, birthDate, sex]);
}

function isSame({ row, placeId, householdId }: Todo, there: KnownResident, sealer: Sealer, districtId: number): boolean {
  const index = (field: 'idNumber' | 'phone') => (row[field] === null ? there[`${field}Index`] : sealer.index(districtId, field, row[field]));
  return !needsRules({ row, placeId }, there) && row.name === there.name && row.sex === there.sex && index('idNumber') === there.idNumberIndex && index('phone') === there.phoneIndex
    && (householdId ?? there.householdId) === there.householdId && (row.relation ?? there.relationToHead) === there.relationToHead
    && (row.externalId === null || (row.externalId === there.externalId && row.externalSystem === there.externalSystem));
}

/** Whether residences change, which is the business of `placement.ts`. */
function needsRules({ row, placeId }: Pick<Todo, 'row' | 'placeId'>, there: KnownResident): boolean {
  return there.livesTo !== null || row.birthDate !== there.birthDate || row.standing !== there.standing || placeId !== there.placeId
    || (there.stays === 1 && row.livesFrom !== there.livesFrom);
}

async function apply(tx: Transaction, sealer: Sealer, rows: readonly Todo[]): Promise<void> {
  await addHouseholds(tx, rows);
  const entered = rows.filter(({ there }) => !there).map(todo => entering(tx, sealer, todo));
  await tx.bulkInsert(Resident, entered);
  await tx.bulkInsert(Residence, entered.map(residenceOf));
  for (const { row, placeId, there } of rows) if (there && needsRules({ row, placeId }, there)) await place(tx, row, placeId, there.id);
  await tx.bulkChange(Resident, rows.flatMap(({ row, there, householdId }) => (there ? [{ id: there.id, ...detailsOf(tx, sealer, row, there, householdId) }] : [])));
}

async function addHouseholds(tx: Transaction, rows: readonly Todo[]): Promise<void> {
  const named = new Map(rows.flatMap(({ row: { householdNumber }, placeId, householdId }) => (householdNumber && householdId ? [[householdNumber, { id: householdId, placeId }] as const] : [])));
  const there = new Set((await tx.rows(householdsNumbered, [...named.keys()])).map(({ number }) => number));
  await tx.bulkInsert(Household, [...named].filter(([number]) => !there.has(number)).map(([number, { id, placeId }]) => ({
    id, placeId, addressId: null, kind: 'FAMILY' as const, number, dissolvedAt: null, externalSystem: null, externalId: null, dataOrigin: 'REAL' as const, recordedAt: tx.at,
  })));
}

function entering(tx: Transaction, sealer: Sealer, { row, placeId, householdId }: Todo): NewRow<Resident> {
  const { name, sex, birthDate, standing, livesFrom, relation, externalSystem, externalId } = row;
  const given = { placeId, name, sex, birthDate, standing, livesFrom, relationToHead: relation, externalSystem, externalId, householdId, recordedAt: tx.at };
  return { ...residentValues(given), ...numbersOf(tx, sealer, row) };
}

function numbersOf(tx: Transaction, sealer: Sealer, { idNumber, phone }: ResidentValues) {
  const { phoneSealed = null, phoneIndex = null } = sealedPhone(tx, sealer, phone);
  return {
    idNumberSealed: idNumber && sealer.seal(idNumber), idNumberIndex: idNumber && sealer.index(tx.districtId, 'idNumber', idNumber), phoneSealed, phoneIndex,
  };
}

/** What a row says of somebody that no residence depends on. */
function detailsOf(tx: Transaction, sealer: Sealer, row: ResidentValues, there: KnownResident, householdId: string | null) {
  const numbers = numbersOf(tx, sealer, row);
  const ofId = numbers.idNumberIndex && numbers.idNumberIndex !== there.idNumberIndex ? numbers : there;
  const ofPhone = numbers.phoneIndex && numbers.phoneIndex !== there.phoneIndex ? numbers : there;
  return {
    name: row.name, ...nameKeys(row.name), sex: row.sex, idNumberSealed: ofId.idNumberSealed, idNumberIndex: ofId.idNumberIndex,
    phoneSealed: ofPhone.phoneSealed, phoneIndex: ofPhone.phoneIndex, householdId: householdId ?? there.householdId,
    relationToHead: row.relation ?? there.relationToHead, externalSystem: row.externalSystem ?? there.externalSystem, externalId: row.externalId ?? there.externalId,
  };
}

/** Has somebody live as a row says: corrected, moved, or come back. */
async function place(tx: Transaction, { birthDate, standing, livesFrom }: ResidentValues, placeId: string, id: string): Promise<void> {
  const resident = await tx.get(Resident, id);
  if (!resident) throw new Error('A resident that was there has gone.');
  if (birthDate !== resident.birthDate) {
    await kinAgree(tx, resident, birthDate);
    await correctBirthDate(tx, resident, birthDate);
  }
  const to = { placeId, standing, addressId: placeId === resident.placeId ? (resident.addressId ?? null) : null };
  if (resident.livesTo) return settle(tx, resident, to, livesFrom);
  const [only, ...others] = await tx.getAll(Residence, { residentId: id });
  const sameStay = placeId === resident.placeId && standing === resident.standing;
  if (!sameStay) await move(tx, resident, to, livesFrom);
  else if (only && others.length === 0) only.livesFrom = resident.livesFrom = livesFrom;
}
