import type { Pool } from 'pg';
import { mayChangeAddresses, mayChangePlaces } from './access/access.policy.ts';
import { AccessService } from './access/access.service.ts';
import { AccountsService } from './access/accounts.service.ts';
import { RolesService } from './access/roles.service.ts';
import { succeedRoles } from './access/succession.ts';
import { AttemptLimit } from './access/attempt-limit.ts';
import { SignInLimit } from './access/sign-in-limit.ts';
import { Activities } from './activities/activities.ts';
import { activityStillSeen } from './activities/standing.ts';
import { AttachmentsService } from './attachments/attachments.service.ts';
import { NO_STORAGE, type Storage } from './attachments/storage.ts';
import { audit } from './audit/audit.ts';
import { refuseWithOpenCases } from './cases/assignment.ts';
import { CasesService, stillSeen } from './cases/cases.service.ts';
import { knownCategories } from './cases/known-categories.ts';
import { purposeOf } from './cases/purpose.ts';
import { createDefaultCategories } from './cases/default-categories.ts';
import { createDefaultItems } from './digital-bridge/default-items.ts';
import { DigitalBridge } from './digital-bridge/digital-bridge.ts';
import { bridgeStillSeen } from './digital-bridge/still-seen.ts';
import { ElderCare } from './elder-care/elder-care.ts';
import { careStillSeen } from './elder-care/held.ts';
import { OrganisationsService, organisationOf } from './organisations/organisations.service.ts';
import { CATALOGUE } from './kpis/catalogue/catalogue.ts';
import { COUNTING_SESSION, IndicatorEngine } from './kpis/engine/engine.ts';
import { counting, type Counting } from './kpis/engine/measures.ts';
import { reparentCells } from './kpis/engine/reparent.ts';
import { startClock } from './kpis/engine/start-clock.ts';
import { trackedSources } from './kpis/engine/tracked.ts';
import { IndicatorsService } from './kpis/indicators.service.ts';
import { AlertRaiser } from './kpis/alerts/alert-raiser.ts';
import { AlertsService, alertStillSeen } from './kpis/alerts/alerts.service.ts';
import { ReviewsService, reviewStillSeen } from './kpis/reviews/reviews.service.ts';
import { SealsService, sealStillSeen } from './kpis/seals/seals.service.ts';
import { TargetsService, targetStillSet } from './kpis/targets/targets.service.ts';
import { mustBeWellDeclared } from './kpis/language/declared.ts';
import type { Indicator } from './kpis/language/indicator.ts';
import { NoticesService, forgetNotices } from './notices/notices.service.ts';
import { tellOfRole } from './notices/role.notice.ts';
import { LedgerService } from './ledger/ledger.service.ts';
import { pointsStillSeen } from './points/still-seen.ts';
import { inheritPoints } from './points/inheritance.ts';
import { Points } from './points/points.ts';
import { Programs } from './programs/programs.ts';
import { programStillSeen } from './programs/seen.ts';
import { recordDisclosures } from './register/disclosed-in-bulk.ts';
import { Sealer } from './people/sealed.ts';
import { AddressesService } from './places/addresses.service.ts';
import { DistrictsService } from './places/districts.service.ts';
import { GridsService } from './places/grids.service.ts';
import { PlacesService } from './places/places.service.ts';
import { ExportsService } from './sheets/exports.service.ts';
import { ImportsService } from './sheets/imports.service.ts';
import { SheetJobs } from './sheets/sheet-jobs.ts';
import { sheetStillSeen } from './sheets/sheet.records.ts';
import type { Sheet } from './sheets/sheet.ts';
import type { CallGateway } from './register/call-gateway.ts';
import { ConsentsService } from './register/consents.service.ts';
import { DisclosuresService } from './register/disclosures.service.ts';
import { HouseholdsService } from './register/households.service.ts';
import { stillKept } from './register/kept.ts';
import { KinService } from './register/kin.service.ts';
import { ResidentsService } from './register/residents.service.ts';
import { createDefaultServiceTypes } from './time-bank/default-service-types.ts';
import { exchangeStillSeen } from './time-bank/exchanges.service.ts';
import { surveyStillSeen } from './surveys/still-seen.ts';
import { Surveys } from './surveys/surveys.ts';
import { TimeBank } from './time-bank/time-bank.ts';
import { forgetSessions } from './access/forget-sessions.ts';
import { ON_ANSWERED, ON_ERASED, ON_HAND_OVER, ON_MEASURED, PLAYBOOK_PARTS, POINTS_EVENTS, SIGHTS, WATCHED, changesSomething, recordKindsOf, sheetsOf } from './registered.ts';
import { forgetCommands } from './shared/idempotency.ts';
import { system } from './shared/performer.ts';
import { systemClock, type Clock } from './shared/clock.ts';
import { ENTITIES, HISTORY } from './entities.ts';
import { Connections, WRITING_SESSION, type ConnectionSettings } from './shared/connections.ts';
import type { Rows } from './shared/read.ts';
import { Tracking } from './shared/tracking.ts';
import { UnitOfWork } from './shared/unit-of-work.ts';
import { Wake } from './shared/wake.ts';

/** Certificates that may be looked up from one address in a quarter of an hour. */
const CERTIFICATE_CHECKS = 60;
/** PINs and cards that may be tried in a quarter of an hour: by an account since its last right one, and from an address, behind which a whole office may sit. */
const SECRETS_PER_ACCOUNT = 15;
const SECRETS_PER_ADDRESS = 300;

export interface DomainSettings extends ConnectionSettings {
  readonly clock?: Clock;
  /** Where files lie; only processes that handle files are given one. */
  readonly storage?: Storage;
  /** Where everybody reaches the API, to be printed on papers; none when nobody has said. */
  readonly publicUrl?: string;
  /** What places calls to residents; none when the installation has no gateway. */
  readonly calls?: CallGateway;
  /** Other indicators than the catalogue's, for tests. */
  readonly indicators?: readonly Indicator[];
  /** Other kinds of sheets than the house's own, for tests. */
  readonly sheets?: readonly Sheet[];
}

/** What domains at different times have in common. */
interface Shared {
  readonly connections: Connections;
  readonly tracking: Tracking;
  readonly counted: Counting;
  readonly helpers: Pool;
  readonly counters: Pool;
}

/** Everything the system can do, put together once per process. Here upper rooms register with lower ones. */
export class Domain {
  readonly connections: Connections;
  readonly unit: UnitOfWork;
  readonly wake: Wake;
  readonly engine: IndicatorEngine;
  readonly districts: DistrictsService;
  readonly places: PlacesService;
  readonly addresses: AddressesService;
  readonly grids: GridsService;
  readonly access: AccessService;
  readonly notices: NoticesService;
  readonly attachments: AttachmentsService;
  readonly accounts: AccountsService;
  readonly roles: RolesService;
  readonly residents: ResidentsService;
  readonly households: HouseholdsService;
  readonly kin: KinService;
  readonly consents: ConsentsService;
  readonly disclosures: DisclosuresService;
  readonly organisations: OrganisationsService;
  readonly timeBank: TimeBank;
  readonly digitalBridge: DigitalBridge;
  readonly elderCare: ElderCare;
  readonly surveys: Surveys;
  readonly cases: CasesService;
  readonly ledger: LedgerService;
  readonly points: Points;
  readonly activities: Activities;
  readonly programs: Programs;
  readonly imports: ImportsService;
  readonly exports: ExportsService;
  /** What workers do about imports and exports. */
  readonly sheetJobs: SheetJobs;
  readonly indicators: IndicatorsService;
  readonly targets: TargetsService;
  readonly alerts: AlertsService;
  readonly seals: SealsService;
  readonly reviews: ReviewsService;
  /** What raises alerts as days turn. */
  readonly alertRaiser: AlertRaiser;
  /** Of looking certificates up without signing in, per network address. */
  readonly certificateChecks: AttemptLimit;
  readonly clock: Clock;
  readonly sealer: Sealer;
  readonly #settings: DomainSettings;
  readonly #shared: Shared;
  readonly #signInLimit: SignInLimit;

  /** Opens the connections to a migrated database. The caller closes the domain. */
  static async open(settings: DomainSettings): Promise<Domain> {
    const indicators = settings.indicators ?? CATALOGUE;
    mustBeWellDeclared(indicators, SIGHTS);
    const tracking = new Tracking(trackedSources(indicators));
    const connections = await Connections.open(settings, ENTITIES, tracking.tables);
    try {
      const { rows } = await connections.readers.query<{ id: number; key: string }>('select id, key from kpi_measure');
      return new Domain(settings, {
        connections, tracking, counted: counting(indicators, new Map(rows.map(row => [row.key, row.id]))),
        helpers: connections.pool('linli_writer', { max: 2, ...WRITING_SESSION }), counters: connections.pool('linli_writer', { max: 3, ...COUNTING_SESSION }),
      });
    } catch (error) {
      await connections.close();
      throw error;
    }
  }

  private constructor(settings: DomainSettings, shared: Shared) {
    const { connections, tracking, counted, helpers, counters } = shared;
    this.#settings = settings;
    this.#shared = shared;
    this.clock = settings.clock ?? systemClock;
    this.sealer = new Sealer(settings.key);
    this.connections = connections;
    this.wake = new Wake(helpers);
    this.unit = new UnitOfWork({
      orm: connections.orm,
      tracking,
      history: HISTORY,
      clock: this.clock,
      beforeAgain: [
        stillSeen, stillKept, exchangeStillSeen, (tx, result) => this.accounts.stillManaged(tx, result), (tx, result) => this.attachments.stillSeen(tx, result), sheetStillSeen, pointsStillSeen, programStillSeen, activityStillSeen, targetStillSet, alertStillSeen, sealStillSeen, reviewStillSeen, careStillSeen, surveyStillSeen, bridgeStillSeen,
      ],
      beforeCommit: [audit],
      afterCommit: [(districtId, recorded) => {
        const deeds = [recorded, ...recorded.others];
        if (recorded.changes.size > 0 || recorded.bulk.size > 0) this.wake.send('change', districtId);
        for (const entity of new Set(deeds.flatMap(({ written, bulk }) => [...written.filter(changesSomething).map(row => row.entity), ...bulk.keys()]))) {
          if (entity in WATCHED) this.wake.send(WATCHED[entity as keyof typeof WATCHED], districtId);
        }
      }],
    });
    this.engine = new IndicatorEngine(counters, counted);
    this.districts = new DistrictsService(this.unit, [createDefaultCategories, createDefaultServiceTypes, createDefaultItems, tx => startClock(tx, counted)]);
    this.places = new PlacesService(this.unit, [(tx, moved) => reparentCells(tx, moved, counted)], mayChangePlaces);
    this.addresses = new AddressesService(this.unit, ON_HAND_OVER, mayChangeAddresses);
    this.grids = new GridsService(this.unit, {
      onSuccession: [(tx, succession) => succeedRoles(tx, succession, tellOfRole)], onHandOver: ON_HAND_OVER,
    }, mayChangePlaces);
    this.#signInLimit = new SignInLimit(helpers);
    this.certificateChecks = new AttemptLimit(helpers, 'certificate', CERTIFICATE_CHECKS);
    this.access = new AccessService(this.unit, this.#signInLimit);
    this.notices = new NoticesService(this.unit);
    this.attachments = new AttachmentsService(this.unit, settings.storage ?? NO_STORAGE, recordKindsOf(this.clock));
    this.accounts = new AccountsService(this.unit, this.sealer, organisationOf, tellOfRole);
    this.roles = new RolesService(this.unit, tellOfRole);
    this.programs = new Programs(this.unit, PLAYBOOK_PARTS, counted.indicators.map(({ key }) => key), ON_MEASURED);
    this.points = new Points(this.unit, this.sealer, POINTS_EVENTS);
    this.ledger = new LedgerService(this.unit, { Redemption: this.points.redemptions.onLapse });
    this.residents = new ResidentsService(this.unit, this.sealer, ON_ERASED);
    this.households = new HouseholdsService(this.unit, [inheritPoints]);
    this.kin = new KinService(this.unit, this.sealer);
    this.consents = new ConsentsService(this.unit);
    this.disclosures = new DisclosuresService(this.unit, this.sealer, purposeOf, settings.calls ?? null);
    this.organisations = new OrganisationsService(this.unit, this.sealer, knownCategories, [refuseWithOpenCases]);
    this.timeBank = new TimeBank(this.unit, this.attachments, {
      account: new AttemptLimit(helpers, 'card account', SECRETS_PER_ACCOUNT), address: new AttemptLimit(helpers, 'card address', SECRETS_PER_ADDRESS),
    }, settings.publicUrl ?? null);
    this.digitalBridge = new DigitalBridge(this.unit, this.sealer);
    this.elderCare = new ElderCare(this.unit, this.sealer);
    this.surveys = new Surveys(this.unit, this.sealer, ON_ANSWERED, districtId => connections.snapshot(districtId));
    this.cases = new CasesService(this.unit, this.sealer);
    this.activities = new Activities(this.unit, this.sealer);
    this.imports = new ImportsService(this.unit, this.sealer, settings.sheets ?? sheetsOf(this.sealer));
    this.exports = new ExportsService(this.unit, districtId => connections.snapshot(districtId), kind => this.imports.sheetOf(kind), [recordDisclosures]);
    this.sheetJobs = new SheetJobs(this.unit, this.attachments, this.imports, this.exports);
    this.indicators = new IndicatorsService(counted, SIGHTS);
    this.targets = new TargetsService(this.unit, counted.indicators);
    this.alerts = new AlertsService(this.unit, counted.indicators);
    this.seals = new SealsService(this.unit, counted);
    this.reviews = new ReviewsService(this.unit, this.attachments, counted.indicators);
    this.alertRaiser = new AlertRaiser(this.unit, this.indicators);
  }

  /** The same domain at another time: what it does is done then. It shares this one's connections, and is closed with it. */
  at(clock: Clock): Domain {
    return new Domain({ ...this.#settings, clock }, this.#shared);
  }

  /** All districts of the installation. */
  async districtIds(): Promise<number[]> {
    const { rows } = await this.connections.readers.query<{ id: number }>('select id from district order by id');
    return rows.map(row => row.id);
  }

  /** A new day begins in a district: what was kept only for a while is let go. */
  async turnDay(districtId: number): Promise<void> {
    const now = this.clock.now();
    await this.engine.compactLog(districtId, now);
    await this.#signInLimit.forget(now);
    await this.unit.of(system(districtId), 'district.turn_day', async tx => {
      await forgetCommands(tx, now);
      await forgetSessions(tx, now);
      await forgetNotices(tx, now);
      await this.imports.letGo(tx, now);
      await this.exports.letGo(tx, now);
    });
    await this.connections.reading(districtId, async snapshot => {
      await this.ledger.expire(snapshot);
      await this.points.expiry.announce(districtId, snapshot);
      await this.elderCare.endDay(snapshot);
      await this.surveys.surveys.settle(snapshot);
      await this.alertRaiser.raise(snapshot);
    });
    await this.ledger.publish(districtId);
  }

  /** Ends the reservations of a district's ledger whose time is over, gives points whose notice has ended, and puts what was written into the chain. */
  async keepLedger(districtId: number): Promise<void> {
    await this.connections.reading(districtId, async snapshot => {
      await this.ledger.lapse(snapshot);
      await this.#keepPoints(snapshot);
    });
    await this.ledger.chain(districtId);
  }

  async #keepPoints(from: Rows): Promise<void> {
    await this.points.awards.activateDue(from);
    await this.points.redemptions.expireQuotes(from);
  }

  async close(): Promise<void> {
    await this.wake.settled();
    const { connections, helpers, counters } = this.#shared;
    await Promise.all([connections.close(), helpers.end(), counters.end()]);
  }
}
