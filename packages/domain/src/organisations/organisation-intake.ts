import { mayChangePlaces } from '../access/access.policy.ts';
import type { Sealer } from '../people/sealed.ts';
import { openPlace } from '../places/open-place.ts';
import { newId } from '../shared/ids.ts';
import type { Rows } from '../shared/read.ts';
import type { Transaction } from '../shared/transaction.ts';
import { CellRefusal } from '../sheets/cell.ts';
import { NamedPlaces } from '../sheets/named-places.ts';
import { repeated } from '../sheets/repeated.ts';
import type { Intake, Planned, RowFault, SheetRow } from '../sheets/sheet.ts';
import type { ORGANISATION_COLUMNS, OrganisationColumn, OrganisationValues, WrittenContact } from './organisation-columns.ts';
import { OrganisationContact } from './organisation-contact.entity.ts';
import { OrganisationDuty } from './organisation-duty.entity.ts';
import { Organisation } from './organisation.entity.ts';
import { contactsOfOrganisations, dutiesOfOrganisations, organisationsCalled, organisationsExternal, type OrganisationRow } from './organisations.read.ts';

/** A category of cases, as a sheet names it. */
export interface NamedCategory {
  readonly id: string;
  readonly code: string;
  readonly name: string;
}

/** Registered by the room that knows categories: all of the district. */
export type CategoriesOf = (from: Rows) => Promise<readonly NamedCategory[]>;

interface Known {
  readonly places: NamedPlaces;
  readonly categories: readonly NamedCategory[];
  /** Rows by the organisation that they are about. */
  readonly rows: Map<string, number>;
}

interface Todo {
  readonly row: OrganisationValues;
  readonly placeId: string;
  readonly dutyIds: readonly string[] | null;
  readonly there: OrganisationRow | undefined;
}

const refusal = (code: string, zh: string, en: string) => new CellRefusal(code, zh, en);
const NO_CATEGORY = refusal('UNKNOWN_CATEGORY', '没有这个诉求类别，或有几个类别叫这个名称。', 'No category, or several, have this name or code.');
const HALF = refusal('REQUIRED', '来源系统与来源编号要一起填。', 'System and id go together.');
const OUTSIDE = refusal('OUTSIDE', '此单位的服务范围在导入范围之外。', 'The organisation serves a place outside of what is imported.');
const CLOSED = refusal('CLOSED', '此单位已停用。', 'The organisation was closed.');
const TAKEN = refusal('TAKEN', '同一范围里已有同名单位，来源编号不同。', 'An organisation of this name serves the place already, with another external id.');

/** How organisations come in. An empty cell leaves what is known as it is. */
export function organisationIntake(sealer: Sealer, categoriesOf: CategoriesOf): Intake<typeof ORGANISATION_COLUMNS, Known, Todo> {
  return {
    may: mayChangePlaces,
    once: ({ externalSystem, externalId }) => (externalSystem && externalId ? [{ column: 'externalId', key: JSON.stringify([externalSystem, externalId]) }] : []),
    async begin(from, { placeId }) {
      return { places: await NamedPlaces.under(from, placeId), categories: await categoriesOf(from), rows: new Map() };
    },
    plan: (from, rows, known) => plan(from, sealer, rows, known),
    apply: (tx, rows) => apply(tx, sealer, rows),
  };
}

async function plan(from: Rows, sealer: Sealer, rows: readonly SheetRow<OrganisationValues>[], known: Known): Promise<Planned<Todo, OrganisationColumn>[]> {
  const sent = rows.map(({ values }) => values).filter(row => row.externalSystem !== null && row.externalId !== null);
  const external = await from.rows(organisationsExternal, sent.map(row => row.externalSystem ?? ''), sent.map(row => row.externalId ?? ''));
  const called = await from.rows(organisationsCalled, rows.map(({ values }) => values.name));
  const ids = [...new Set([...external, ...called].map(({ id }) => id))];
  const contacts = Map.groupBy(await from.rows(contactsOfOrganisations, ids), ({ organisationId }) => organisationId);
  const duties = Map.groupBy(await from.rows(dutiesOfOrganisations, ids), ({ organisationId }) => organisationId);
  const byExternal = new Map(external.map(organisation => [externalKey(organisation), organisation]));
  const byName = new Map(called.map(organisation => [nameKey(organisation.name, organisation.placeId), organisation]));
  return rows.map(({ number, values: row }): Planned<Todo, OrganisationColumn> => {
    const place = known.places.meant(row.place);
    const placeId = place instanceof CellRefusal ? undefined : place.id;
    const alike = placeId === undefined ? undefined : byName.get(nameKey(row.name, placeId));
    const there = (row.externalId === null ? undefined : byExternal.get(externalKey(row))) ?? alike;
    const dutyIds = row.duties && dutiesMeant(row.duties, known.categories);
    const faults: RowFault<OrganisationColumn>[] = [
      ...(place instanceof CellRefusal ? [{ column: 'place' as const, why: place }] : []),
      ...(dutyIds instanceof CellRefusal ? [{ column: 'duties' as const, why: dutyIds }] : []),
      ...((row.externalSystem === null) === (row.externalId === null) ? [] : [{ column: row.externalId === null ? 'externalId' as const : 'externalSystem' as const, why: HALF }]),
      ...misplaced(row, there, alike, known.places),
      ...(placeId === undefined ? [] : repeated(known.rows, there?.id ?? nameKey(row.name, placeId), number, 'name')),
    ];
    if (faults.length > 0 || placeId === undefined || dutyIds instanceof CellRefusal) return { verdict: 'WRONG', faults };
    const todo = { row, placeId, dutyIds, there };
    if (!there) return { verdict: 'NEW', todo };
    const held = { contacts: (contacts.get(there.id) ?? []).map(({ name, phoneSealed }) => ({ name, phone: sealer.open(phoneSealed) })), duties: (duties.get(there.id) ?? []).map(({ categoryId }) => categoryId) };
    return { verdict: isSame(todo, there, held) ? 'SAME' : 'CHANGED', todo };
  });
}

function misplaced(row: OrganisationValues, there: OrganisationRow | undefined, alike: OrganisationRow | undefined, places: NamedPlaces): RowFault<OrganisationColumn>[] {
  if (!there) return [];
  if (!places.ids.has(there.placeId)) return [{ column: 'externalId', why: OUTSIDE }];
  if (there.closedAt) return [{ column: 'externalId', why: CLOSED }];
  const others = (alike && alike.id !== there.id) || (row.externalId !== null && there.externalId !== null && externalKey(row) !== externalKey(there));
  return others ? [{ column: 'name', why: TAKEN }] : [];
}

function dutiesMeant(duties: readonly string[], categories: readonly NamedCategory[]): string[] | CellRefusal {
  const meant = duties.map(duty => categories.find(({ code }) => code === duty)?.id ?? onlyOne(categories.filter(({ name }) => name === duty))?.id);
  const known = meant.filter(id => id !== undefined);
  return known.length === meant.length ? [...new Set(known)] : NO_CATEGORY;
}

function onlyOne<T>(found: readonly T[]): T | undefined {
  return found.length === 1 ? found[0] : undefined;
}

function isSame({ row, placeId, dutyIds }: Todo, there: OrganisationRow, held: { contacts: readonly WrittenContact[]; duties: readonly string[] }): boolean {
  const alike = (a: readonly string[], b: readonly string[]) => a.length === b.length && a.toSorted().join('\n') === b.toSorted().join('\n');
  return row.name === there.name && row.kind === there.kind && placeId === there.placeId && (row.externalId === null || externalKey(row) === externalKey(there))
    && (dutyIds === null || alike(dutyIds, held.duties)) && (row.contacts === null || alike(row.contacts.map(contactKey), held.contacts.map(contactKey)));
}

async function apply(tx: Transaction, sealer: Sealer, rows: readonly Todo[]): Promise<void> {
  const originOf = new Map<string, Organisation['dataOrigin']>();
  for (const id of new Set(rows.map(({ placeId }) => placeId))) originOf.set(id, (await openPlace(tx, id)).dataOrigin);
  const named = rows.map(todo => ({ ...todo, id: todo.there?.id ?? newId() }));
  const told = ({ row: { name, kind, externalSystem, externalId }, placeId, there }: Todo) => ({
    name, kind, placeId, externalSystem: externalSystem ?? there?.externalSystem ?? null, externalId: externalId ?? there?.externalId ?? null, updatedAt: tx.at,
  });
  await tx.bulkInsert(Organisation, named.filter(({ there }) => !there).map(todo => ({
    id: todo.id, ...told(todo), closedAt: null, dataOrigin: originOf.get(todo.placeId) ?? 'REAL', recordedAt: tx.at,
  })));
  await tx.bulkChange(Organisation, named.filter(({ there }) => there).map(todo => ({ id: todo.id, ...told(todo) })));
  for (const { id, dutyIds, row: { contacts } } of named) {
    if (dutyIds) await setDuties(tx, id, dutyIds);
    if (contacts) await setContacts(tx, sealer, id, contacts);
  }
}

/** Says which categories an organisation answers for, in place of those before. */
export async function setDuties(tx: Transaction, organisationId: string, categoryIds: readonly string[]): Promise<void> {
  const wanted = new Set(categoryIds);
  for (const duty of await tx.getAll(OrganisationDuty, { organisationId })) if (!wanted.delete(duty.categoryId)) await tx.remove(duty);
  for (const categoryId of wanted) await tx.create(OrganisationDuty, { id: newId(), organisationId, categoryId });
}

async function setContacts(tx: Transaction, sealer: Sealer, organisationId: string, contacts: readonly WrittenContact[]): Promise<void> {
  const wanted = new Map(contacts.map(contact => [contactKey(contact), contact]));
  for (const there of await tx.getAll(OrganisationContact, { organisationId })) {
    if (!wanted.delete(contactKey({ name: there.name, phone: sealer.open(there.phoneSealed) }))) await tx.remove(there);
  }
  for (const { name, phone } of wanted.values()) await tx.create(OrganisationContact, { id: newId(), organisationId, name, phoneSealed: sealer.seal(phone), recordedAt: tx.at });
}

function contactKey({ name, phone }: WrittenContact): string {
  return `${name} ${phone}`;
}

function nameKey(name: string, placeId: string): string {
  return JSON.stringify([name, placeId]);
}

function externalKey({ externalSystem, externalId }: { externalSystem: string | null; externalId: string | null }): string {
  return JSON.stringify([externalSystem, externalId]);
}
