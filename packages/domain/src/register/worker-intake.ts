import { rolesActing } from '../access/access.read.ts';
import { mayGrant, mayManage } from '../access/access.policy.ts';
import { Account, oneTime } from '../access/account.entity.ts';
import { membershipsOfAccounts, type MembershipRow } from '../access/accounts.read.ts';
import { ADMINS, holds, type Actor } from '../access/actor.ts';
import { Membership, type Role } from '../access/membership.entity.ts';
import { lasts, type Period } from '../access/membership.rule.ts';
import { hashPassword, oneTimePassword } from '../access/password.ts';
import { tellOfRole } from '../notices/role.notice.ts';
import type { Sealer } from '../people/sealed.ts';
import { openPlace } from '../places/open-place.ts';
import { lineages } from '../places/places.read.ts';
import { dayOf } from '../shared/clock.ts';
import { newId } from '../shared/ids.ts';
import type { Rows } from '../shared/read.ts';
import type { Transaction } from '../shared/transaction.ts';
import { CellRefusal } from '../sheets/cell.ts';
import { NamedPlaces } from '../sheets/named-places.ts';
import { repeated } from '../sheets/repeated.ts';
import type { Intake, Outcome, Planned, RowFault, SheetRow } from '../sheets/sheet.ts';
import { mayBringRegister } from './resident-intake.ts';
import type { WORKER_COLUMNS, WorkerColumn, WorkerValues } from './worker-columns.ts';
import { accountsKnown, organisationsToName, type KnownAccount } from './worker-rows.read.ts';
import { faultsOf, otherOrganisation, roleChange, type Said } from './worker-rows.rule.ts';

/** What all rows of a file are looked up in, and what its rows have said so far. */
interface Known {
  readonly at: Date;
  readonly places: NamedPlaces;
  /** The place of the import and all above it, from the district down. */
  readonly above: readonly string[];
  /** Null for the operator, who may do everything. */
  readonly by: Pick<Actor, 'memberships'> | null;
  readonly organisations: readonly { readonly id: string; readonly name: string; readonly placeId: string }[];
  /** Accounts that the file makes, or names, by login. */
  readonly said: Map<string, Said>;
  readonly made: Map<string, string>;
  /** Rows by the role, or the organisation, that they give to a login. */
  readonly rows: Map<string, number>;
}

interface Todo {
  readonly row: WorkerValues;
  readonly accountId: string;
  readonly makes: boolean;
  readonly organisationId: string | null;
  readonly setsPhone: boolean;
  readonly grant: { readonly role: Role; readonly placeId: string; readonly period: Period } | null;
  readonly end: { readonly membershipId: string; readonly validTo: Date } | null;
}

const NOT_YOURS = new CellRefusal('NOT_ALLOWED', '您不能在那里授予这个角色。', 'You may not give this role there.');
const NOT_MANAGED = new CellRefusal('NOT_ALLOWED', '您不管理这个账号，不能改它的手机号。', 'You do not manage this account and cannot change its number.');
const NO_ORGANISATION = new CellRefusal('UNKNOWN_ORGANISATION', '没有这个单位，或不在导入范围内。', 'No open organisation has this name within what is imported.');
const SEVERAL = new CellRefusal('AMBIGUOUS', '有几个单位叫这个名称。', 'Several organisations have this name.');

/** Passwords hashed at once: each takes 19 MiB and some tens of milliseconds. */
const HASHED_TOGETHER = 50;

/**
 * How people who work for places come in: whoever has no account yet is given one with a password for one sign-in, which
 * only the importer learns. The rights of the importer hold for every row.
 */
export function workerIntake(sealer: Sealer): Intake<typeof WORKER_COLUMNS, Known, Todo> {
  return {
    may: mayBringRegister,
    async begin(from, { placeId, at, by }) {
      return {
        at, places: await NamedPlaces.under(from, placeId), above: (await from.rows(lineages, [placeId])).map(({ ancestorId }) => ancestorId),
        by: by === null ? null : { memberships: await from.rows(rolesActing, by, at) }, organisations: await from.rows(organisationsToName, placeId),
        said: new Map(), made: new Map(), rows: new Map(),
      };
    },
    plan: (from, rows, known) => plan(from, sealer, rows, known),
    apply: (tx, rows) => apply(tx, sealer, rows),
    outcome: { login: { zh: '登录名', en: 'Login' }, name: { zh: '姓名', en: 'Name' }, password: { zh: '一次性密码', en: 'One-time password' } },
  };
}

async function plan(from: Rows, sealer: Sealer, rows: readonly SheetRow<WorkerValues>[], known: Known): Promise<Planned<Todo, WorkerColumn>[]> {
  const accounts = new Map((await from.rows(accountsKnown, rows.map(({ values }) => values.login))).map(account => [account.login, account]));
  const held = Map.groupBy(await from.rows(membershipsOfAccounts, [...accounts.values()].map(({ id }) => id)), ({ accountId }) => accountId);
  const lines = await linesOf(from, [...held.values()].flat());
  const lineOf = (placeId: string) => [...known.places.line(placeId), ...known.above];
  return rows.map(({ number, values: row }): Planned<Todo, WorkerColumn> => {
    const there = accounts.get(row.login);
    const said = known.said.get(row.login);
    const roles = held.get(there?.id ?? '') ?? [];
    const meant = {
      place: row.place === null ? undefined : known.places.meant(row.place), organisation: row.organisation === null ? undefined : organisationMeant(row.organisation, known),
    };
    const [place, organisation] = [found(meant.place), found(meant.organisation)];
    const change = place && row.role !== null ? roleChange(row, roles.filter(({ role, placeId }) => role === row.role && placeId === place.id), known.at) : null;
    const setsPhone = row.phone !== null && (there ? (there.phoneSealed && sealer.open(there.phoneSealed)) !== row.phone : said?.phone === null);
    const faults: RowFault<WorkerColumn>[] = [
      ...faultsOf(row, dayOf(known.at), there, said),
      ...(meant.place instanceof CellRefusal ? [{ column: 'place' as const, why: meant.place }] : []),
      ...(meant.organisation instanceof CellRefusal ? [{ column: 'organisation' as const, why: meant.organisation }] : []),
      ...(organisation && there?.organisationId && there.organisationId !== organisation.id ? [otherOrganisation()] : []),
      ...repeated(known.rows, JSON.stringify([row.login, row.role, place?.id ?? row.place, row.organisation]), number, 'login'),
      ...(change && 'why' in change ? [change] : []),
      ...beyondRights(row, known.by, {
        role: change && place ? lineOf(place.id) : null, organisation: !there && organisation ? lineOf(organisation.placeId) : null,
        others: there !== undefined && !roles.some(role => lasts(role, known.at)) && !manages(known, there, roles, lines),
        phone: setsPhone && !known.made.has(row.login) && !manages(known, there, roles, lines),
      }),
    ];
    if (faults.length > 0 || (change && 'why' in change)) return { verdict: 'WRONG', faults };
    const made = known.made.get(row.login);
    const accountId = made ?? there?.id ?? newId();
    known.said.set(row.login, { name: row.name, phone: row.phone ?? said?.phone ?? null, organisation: row.organisation });
    if (!there) known.made.set(row.login, accountId);
    const todo: Todo = {
      row, accountId, makes: !there && made === undefined, organisationId: organisation?.id ?? null, setsPhone,
      grant: change && 'period' in change && place && row.role ? { role: row.role, placeId: place.id, period: change.period } : null,
      end: change && 'membershipId' in change ? change : null,
    };
    return { verdict: !there || made !== undefined ? 'NEW' : todo.grant || todo.end || setsPhone ? 'CHANGED' : 'SAME', todo };
  });
}

/** What a row would do beyond the rights of who brings it in: where it gives a role, whether to one who holds none any more and is others' to manage, what the organisation of a new account serves, and whether it changes the number of an account of others. */
function beyondRights(
  { role }: WorkerValues, by: Known['by'], asked: { readonly role: readonly string[] | null; readonly organisation: readonly string[] | null; readonly others: boolean; readonly phone: boolean },
): RowFault<WorkerColumn>[] {
  if (by === null) return [];
  return [
    ...(asked.role && role && (asked.others || !mayGrant(by, role, asked.role)) ? [{ column: 'role' as const, why: NOT_YOURS }] : []),
    ...(asked.organisation && !holds(by, ADMINS, asked.organisation) ? [{ column: 'organisation' as const, why: NO_ORGANISATION }] : []),
    ...(asked.phone ? [{ column: 'phone' as const, why: NOT_MANAGED }] : []),
  ];
}

function found<T extends object>(meant: T | CellRefusal | undefined): T | undefined {
  return meant instanceof CellRefusal ? undefined : meant;
}

function organisationMeant(name: string, { organisations }: Known) {
  const named = organisations.filter(organisation => organisation.name === name);
  return named.length > 1 ? SEVERAL : (named[0] ?? NO_ORGANISATION);
}

async function linesOf(from: Rows, held: readonly MembershipRow[]): Promise<Map<string, string[]>> {
  const rows = await from.rows(lineages, [...new Set(held.map(({ placeId }) => placeId))]);
  return new Map([...Map.groupBy(rows, ({ placeId }) => placeId)].map(([placeId, line]) => [placeId, line.map(({ ancestorId }) => ancestorId)]));
}

/** Whether the importer manages an account, as `AccountsService` has it. */
function manages({ by, at, above, places, organisations }: Known, there: KnownAccount | undefined, roles: readonly MembershipRow[], lines: ReadonlyMap<string, string[]>): boolean {
  if (by === null) return true;
  if (there?.organisationId) {
    const own = organisations.find(({ id }) => id === there.organisationId);
    return own !== undefined && holds(by, ADMINS, [...places.line(own.placeId), ...above]);
  }
  const lasting = roles.filter(role => lasts(role, at));
  return mayManage(by, (lasting.length > 0 ? lasting : roles).map(({ role, placeId }) => ({ role, lineage: lines.get(placeId) ?? [] })), above[0] ?? '');
}

async function apply(tx: Transaction, sealer: Sealer, rows: readonly Todo[]): Promise<Outcome[]> {
  for (const placeId of new Set(rows.flatMap(({ grant }) => grant?.placeId ?? []))) await openPlace(tx, placeId);
  const outcomes: Outcome[] = [];
  const makers = rows.filter(({ makes }) => makes);
  for (let from = 0; from < makers.length; from += HASHED_TOGETHER) outcomes.push(...await makeAccounts(tx, sealer, makers.slice(from, from + HASHED_TOGETHER)));
  for (const { accountId, row: { phone }, setsPhone } of rows) {
    const account = setsPhone && phone !== null ? await tx.get(Account, accountId) : null;
    if (account && phone !== null) account.phoneSealed = sealer.seal(phone);
  }
  for (const { accountId, grant } of rows) {
    if (!grant) continue;
    const { role, placeId, period: { validFrom, validTo = null } } = grant;
    await tellOfRole(tx, await tx.create(Membership, { id: newId(), accountId, role, placeId, validFrom, validTo, standsInForId: null }), 'GIVEN');
  }
  for (const { end } of rows) {
    const membership = end && (await tx.get(Membership, end.membershipId));
    if (membership) membership.validTo = end.validTo;
  }
  return outcomes;
}

async function makeAccounts(tx: Transaction, sealer: Sealer, makers: readonly Todo[]): Promise<Outcome[]> {
  const passwords = makers.map(passwordForCell);
  const hashes = await Promise.all(passwords.map(hashPassword));
  await tx.bulkInsert(Account, makers.map(({ accountId, organisationId, row: { login, name, phone } }, n) => ({
    id: accountId, login, displayName: name, phoneSealed: phone && sealer.seal(phone), passwordHash: hashes[n] ?? null, ...oneTime(tx.at), residentId: null, organisationId,
    disabledAt: null, dataOrigin: 'REAL' as const, createdAt: tx.at,
  })));
  return makers.map(({ row: { login, name } }, n) => ({ login, name, password: passwords[n] ?? '' }));
}

/** A one-time password that no spreadsheet program takes for a formula: it goes into a file as it is. */
function passwordForCell(): string {
  const password = oneTimePassword();
  return password.startsWith('-') ? passwordForCell() : password;
}
