import type { Actor } from '../access/actor.ts';
import type { Domain } from '../domain.ts';
import { verifyBook } from '../ledger/verify-book.ts';
import type { Resident } from '../people/resident.entity.ts';
import { calendarDate } from '../shared/clock.ts';
import { system } from '../shared/performer.ts';
import type { Exchange } from '../time-bank/exchange.entity.ts';
import type { NewExchange } from '../time-bank/matches.ts';
import type { TimeBankPolicy } from '../time-bank/time-bank-policy.entity.ts';
import type { PolicyRules } from '../time-bank/policy.rule.ts';
import { buildActor, buildDistrict, buildResident, type BuiltDistrict } from './build.ts';
import { buildResidentActor, buildVolunteer, serviceTypeOf } from './build-time-bank.ts';
import type { TestClock } from './test-clock.ts';
import type { TestDatabase } from './test-database.ts';

type Person = 'giver' | 'elder' | 'daughter' | 'neighbour';

let districts = 100;

/** A district of its own for a test: a volunteer, an elder of 76 with a daughter who acts for her, and a neighbour. It is the morning of 1 March 2026. */
export class TimeBankStand {
  static readonly tomorrow = new Date('2026-03-02T09:00:00+08:00');
  readonly database: TestDatabase;
  readonly domain: Domain;
  readonly clock: TestClock;
  readonly at: BuiltDistrict;
  readonly people: Readonly<Record<'admin' | 'worker' | 'elsewhere' | Person, Actor>>;
  readonly residents: Readonly<Record<Person, Resident>>;
  /** The service that the volunteer can do. */
  readonly company: string;

  private constructor(
    { database, domain, clock }: Pick<TimeBankStand, 'database' | 'domain' | 'clock'>, { at, people, residents, company }: Pick<TimeBankStand, 'at' | 'people' | 'residents' | 'company'>,
  ) {
    [this.database, this.domain, this.clock, this.at, this.people, this.residents, this.company] = [database, domain, clock, at, people, residents, company];
  }

  static async build(given: Pick<TimeBankStand, 'database' | 'domain' | 'clock'>): Promise<TimeBankStand> {
    const { domain, clock } = given;
    clock.set('2026-03-01T08:00:00+08:00');
    const at = await buildDistrict(domain, (districts += 1));
    const by = system(at.districtId);
    const residents = {
      giver: await buildResident(domain, at, { name: '李建国', sex: 'MALE', birthDate: calendarDate('1962-05-01') }),
      elder: await buildResident(domain, at),
      daughter: await buildResident(domain, at, { name: '王丽', birthDate: calendarDate('1975-05-05') }),
      neighbour: await buildResident(domain, at, { name: '赵敏', birthDate: calendarDate('1950-05-05') }),
    };
    const own = (person: Person) => buildResidentActor(domain, at, residents[person].id);
    const people = {
      admin: await buildActor(domain, at.districtId, 'DISTRICT_ADMIN', at.root), worker: await buildActor(domain, at.districtId, 'GRID_WORKER', at.grids[0]),
      elsewhere: await buildActor(domain, at.districtId, 'GRID_WORKER', at.grids[2]),
      giver: await own('giver'), elder: await own('elder'), daughter: await own('daughter'), neighbour: await own('neighbour'),
    };
    await domain.consents.nameProxy(by, { residentId: residents.elder.id, holderId: people.daughter.accountId, relation: 'CHILD', version: '1', channel: 'PAPER' });
    await domain.kin.add(by, { residentId: residents.daughter.id, relation: 'PARENT', kinId: residents.elder.id });
    const company = await serviceTypeOf(domain, at.districtId, 'company');
    await buildVolunteer(domain, at, residents.giver.id, [company]);
    return new TimeBankStand(given, { at, people, residents, company });
  }

  get bank() {
    return this.domain.timeBank.exchanges;
  }

  policy(changes: Partial<PolicyRules>): Promise<TimeBankPolicy> {
    return this.domain.timeBank.settings.setPolicy(this.people.admin, changes);
  }

  match(asked: NewExchange = {}): Promise<Exchange> {
    return this.bank.match(this.people.worker, { giverId: this.residents.giver.id, receiverIds: [this.residents.elder.id], serviceTypeId: this.company, ...asked });
  }

  /** A service that has come to a state. */
  async service(until: 'scheduled' | 'checkedIn' | 'submitted' | 'confirmed', minutes = 120): Promise<Exchange> {
    const { people: { worker, giver, elder }, clock } = this;
    const steps = ['scheduled', 'checkedIn', 'submitted', 'confirmed'];
    const goes = (step: string) => steps.indexOf(step) <= steps.indexOf(until);
    const { id } = await this.match();
    const startsAt = new Date(Math.max(TimeBankStand.tomorrow.getTime(), clock.now().getTime()));
    let service = await this.bank.schedule(worker, id, startsAt, minutes);
    if (goes('checkedIn')) clock.set(startsAt);
    if (goes('checkedIn')) service = await this.bank.checkIn(giver, id);
    if (goes('submitted')) clock.pass(minutes);
    if (goes('submitted')) service = await this.bank.submit(giver, id, minutes);
    if (goes('confirmed')) service = await this.bank.confirm(elder, id, { by: 'APP' });
    return service;
  }

  /** What everybody has: balance and, where something is, what is reserved of it. */
  async balances(): Promise<Record<string, number | [balance: number, reserved: number]>> {
    const rows = await this.database.owner<{ kind: string; owner: string; balance: string; reserved: string }>(
      `select owner_kind as kind, owner_id as owner, balance, reserved from ledger_account where district_id = $1 and unit = 'MINUTE'`, [this.at.districtId]);
    const names = new Map(Object.entries(this.residents).map(([name, { id }]) => [id, name]));
    return Object.fromEntries(rows.map(({ kind, owner, balance, reserved }) => [
      names.get(owner) ?? kind, Number(reserved) === 0 ? Number(balance) : [Number(balance), Number(reserved)] as [number, number]]));
  }

  /** Everything that is off in the district's book. */
  async wrong(): Promise<string[]> {
    return this.domain.connections.reading(this.at.districtId, snapshot => verifyBook(snapshot));
  }
}
