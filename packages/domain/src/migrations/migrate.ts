import { MikroORM } from '@mikro-orm/postgresql';
import { Migrator } from '@mikro-orm/migrations';
import { runMigrations } from 'graphile-worker';
import pg from 'pg';
import { CATALOGUE } from '../kpis/catalogue/catalogue.ts';
import { keysOf } from '../kpis/engine/series.ts';
import { ROLES, rolePassword } from '../shared/roles.ts';
import { Foundation } from './001-foundation.ts';
import { PlacesPeopleAccess } from './002-places-people-access.ts';
import { Cases } from './003-cases.ts';
import { Indicators } from './004-indicators.ts';
import { RecordHistory } from './005-history.ts';
import { People } from './006-people.ts';
import { Register } from './006-register.ts';
import { AddressesGrids } from './007-addresses-grids.ts';
import { Accounts } from './008-accounts.ts';
import { Organisations } from './008-organisations.ts';
import { Notices } from './009-notices.ts';
import { Attachments } from './010-attachments.ts';
import { Sheets } from './011-sheets.ts';
import { LedgerBook } from './012-ledger.ts';
import { CasePlaces } from './013-case-places.ts';
import { AccountReferences } from './014-account-references.ts';
import { ResidentOrder } from './015-resident-order.ts';
import { Points } from './016-points.ts';
import { SheetKinds } from './017-sheet-kinds.ts';
import { TimeBank } from './018-time-bank.ts';
import { RedemptionOfPoints } from './019-redemption.ts';
import { LedgerChanges } from './020-ledger-changes.ts';
import { CaseResidents } from './021-case-residents.ts';
import { PriorityLists } from './022-priority-lists.ts';
import { Certificates } from './023-certificates.ts';
import { VolunteerChanges } from './024-volunteer-changes.ts';
import { Leaderboards } from './025-leaderboards.ts';
import { Targets } from './026-targets.ts';
import { IndicatorPeople } from './027-indicator-people.ts';
import { Activities } from './028-activities.ts';
import { ExchangeSessions } from './029-exchange-sessions.ts';
import { ElderCare } from './030-elder-care.ts';
import { Wellbeing } from './031-wellbeing.ts';
import { Programs } from './032-programs.ts';
import { EntriesByTime } from './033-entries-by-time.ts';
import { TimeBankFigures } from './034-time-bank-figures.ts';
import { Surveys } from './035-surveys.ts';
import { ProgramRooms } from './036-program-rooms.ts';
import { Alerts } from './037-alerts.ts';
import { NoKin } from './038-no-kin.ts';
import { Seals } from './039-seals.ts';
import { CarePrograms } from './040-care-programs.ts';
import { Reviews } from './041-reviews.ts';
import { OriginalDeadlines } from './042-original-deadlines.ts';
import { DigitalBridge } from './043-digital-bridge.ts';
import { HandlingTime } from './044-handling-time.ts';
import { Recounts } from './045-recounts.ts';
import { SealedSquares } from './046-sealed-squares.ts';
import { Closings } from './047-closings.ts';
import { beginEpoch } from './epoch.ts';
import { QUEUE_STATEMENTS } from './queue.ts';

const STEPS = [
  { name: '001-foundation', class: Foundation },
  { name: '002-places-people-access', class: PlacesPeopleAccess },
  { name: '003-cases', class: Cases },
  { name: '004-indicators', class: Indicators },
  { name: '005-history', class: RecordHistory },
  { name: '006-people', class: People },
  { name: '006-register', class: Register },
  { name: '007-addresses-grids', class: AddressesGrids },
  { name: '008-accounts', class: Accounts },
  { name: '008-organisations', class: Organisations },
  { name: '009-notices', class: Notices },
  { name: '010-attachments', class: Attachments },
  { name: '011-sheets', class: Sheets },
  { name: '012-ledger', class: LedgerBook },
  { name: '013-case-places', class: CasePlaces },
  { name: '014-account-references', class: AccountReferences },
  { name: '015-resident-order', class: ResidentOrder },
  { name: '016-points', class: Points },
  { name: '017-sheet-kinds', class: SheetKinds },
  { name: '018-time-bank', class: TimeBank },
  { name: '019-redemption', class: RedemptionOfPoints },
  { name: '020-ledger-changes', class: LedgerChanges },
  { name: '021-case-residents', class: CaseResidents },
  { name: '022-priority-lists', class: PriorityLists },
  { name: '023-certificates', class: Certificates },
  { name: '024-volunteer-changes', class: VolunteerChanges },
  { name: '025-leaderboards', class: Leaderboards },
  { name: '026-targets', class: Targets },
  { name: '027-indicator-people', class: IndicatorPeople },
  { name: '028-activities', class: Activities },
  { name: '029-exchange-sessions', class: ExchangeSessions },
  { name: '030-elder-care', class: ElderCare },
  { name: '031-wellbeing', class: Wellbeing },
  { name: '032-programs', class: Programs },
  { name: '033-entries-by-time', class: EntriesByTime },
  { name: '034-time-bank-figures', class: TimeBankFigures },
  { name: '035-surveys', class: Surveys },
  { name: '036-program-rooms', class: ProgramRooms },
  { name: '037-alerts', class: Alerts },
  { name: '038-no-kin', class: NoKin },
  { name: '039-seals', class: Seals },
  { name: '040-care-programs', class: CarePrograms },
  { name: '041-reviews', class: Reviews },
  { name: '042-original-deadlines', class: OriginalDeadlines },
  { name: '043-digital-bridge', class: DigitalBridge },
  { name: '044-handling-time', class: HandlingTime },
  { name: '045-recounts', class: Recounts },
  { name: '046-sealed-squares', class: SealedSquares },
  { name: '047-closings', class: Closings },
];

/** The database was made by a later version of Linli than this one. */
export class NewerDatabase extends Error {
  constructor(steps: readonly string[]) {
    super(`The database was made by a newer version of Linli (it has ${steps.join(', ')}); start that version instead.`);
    this.name = 'NewerDatabase';
  }
}

/** Any number that all processes of an installation agree on. */
const MIGRATION_LOCK = 7_215_301_146;

/**
 * Brings a database to this version: roles, tables and the job queue. Safe to run from several processes at once.
 * @param ownerUrl signs in as a role that may create roles and owns the tables
 * @param key the installation's key; the application roles' passwords derive from it
 * @throws NewerDatabase when it holds steps that this version does not know
 */
export async function migrate(ownerUrl: string, key: Buffer): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  client.on('error', () => undefined); // reported by the statement that fails
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await makeRoles(client, key);
    await runSteps(ownerUrl);
    await runMigrations({ connectionString: ownerUrl });
    for (const statement of QUEUE_STATEMENTS) await client.query(statement);
    await numberMeasures(client);
    await beginEpoch(client);
  } finally {
    await client.end();
  }
}

async function makeRoles(client: pg.Client, key: Buffer): Promise<void> {
  for (const role of ROLES) {
    const password = client.escapeLiteral(rolePassword(key, role));
    const known = await client.query('select from pg_roles where rolname = $1', [role]);
    if (known.rowCount === 0) await client.query(`create role ${role} login password ${password}`);
    else await client.query(`alter role ${role} password ${password}`);
  }
}

async function runSteps(ownerUrl: string): Promise<void> {
  const orm = await MikroORM.init({
    clientUrl: ownerUrl,
    entities: [],
    discovery: { warnWhenNoEntities: false },
    logger: () => undefined, // who asked for the migration says so
    extensions: [Migrator],
    migrations: {
      tableName: 'linli_migration',
      migrationsList: STEPS,
      transactional: true,
      snapshot: false,
    },
  });
  try {
    const known = new Set(STEPS.map(step => step.name));
    const newer = (await orm.migrator.getExecuted()).map(step => step.name).filter(name => !known.has(name));
    if (newer.length > 0) throw new NewerDatabase(newer);
    await orm.migrator.up();
  } finally {
    await orm.close();
  }
}

/** Gives everything that is kept for the catalogue its number; a number is never used again. */
async function numberMeasures(client: pg.Client): Promise<void> {
  for (const key of keysOf(CATALOGUE)) {
    await client.query(
      'insert into kpi_measure (id, key) select coalesce(max(id), 0) + 1, $1 from kpi_measure on conflict (key) do nothing', [key]);
  }
}
