import pg from 'pg';
import type { Actor } from '../../access/actor.ts';
import type { Domain } from '../../domain.ts';
import type { IndicatorEngine } from '../../kpis/engine/engine.ts';
import { Sealer } from '../../people/sealed.ts';
import { addDays, dayOf, type CalendarDate } from '../../shared/clock.ts';
import { system, type Performer } from '../../shared/performer.ts';
import { residentValues } from '../../people/register.ts';
import { Household } from '../../people/household.entity.ts';
import { Resident } from '../../people/resident.entity.ts';
import { newId } from '../../shared/ids.ts';
import { numberMeasures } from './indicators.ts';
import { buildActor, buildDistrict, type BuiltDistrict } from '../build.ts';
import { TestClock } from '../test-clock.ts';
import type { TestDatabase } from '../test-database.ts';

/** A database with two processes on it, as far as a test can have two, for many districts one after the other. */
export interface Ground {
  readonly domain: Domain;
  /** Two engines with pools of their own, as two processes would have. */
  readonly engines: readonly [IndicatorEngine, IndicatorEngine];
  readonly clock: TestClock;
  readonly key: Buffer;
  /** Signed in as the owner, to look behind the scenes. */
  readonly owner: pg.Pool;
  close(): Promise<void>;
}

export async function openGround(database: TestDatabase, settings: Parameters<TestDatabase['open']>[0] = {}): Promise<Ground> {
  const clock = new TestClock('2024-02-28T04:00:00Z');
  // Streams lock rows in any order; what waits for each other is to be found out quickly.
  await database.owner(`do $$ begin execute format('alter database %I set deadlock_timeout = ''20ms''', current_database()); end $$`);
  if (settings.indicators) await numberMeasures(database, settings.indicators);
  const domain = await database.open({ clock, maxWriters: 16, ...settings });
  const other = await database.open({ clock, ...settings });
  const owner = new pg.Pool({ connectionString: database.url, max: 3 });
  owner.on('error', () => undefined); // the next statement opens a connection again
  return { domain, engines: [domain.engine, other.engine], clock, key: database.key, owner, close: () => owner.end() };
}

/** One district under test: what has been put into it, and who acts in it. */
export class Stand {
  readonly ground: Ground;
  readonly at: BuiltDistrict;
  readonly actors: { readonly admin: Actor; readonly approver: Actor; readonly worker: Actor; readonly requester: Actor };
  readonly sealer: Sealer;
  readonly engines: readonly [IndicatorEngine, IndicatorEngine];
  /** Entered by the register's own functions, which alone write their residences. */
  readonly residents: string[] = [];
  /** Of residents of their own, to be written in any way. */
  readonly residences: string[] = [];
  readonly cases: string[] = [];
  readonly drops: string[] = [];
  /** A few people who bring waste and matters, and households. */
  readonly people: string[] = [];
  readonly households: string[] = [];
  /** What people do together and for each other, written by `deeds.ts`. */
  readonly deeds: Record<
    'closings' | 'signUps' | 'attendances' | 'exchanges' | 'receivers' | 'volunteers' | 'visits' | 'bookings' | 'programs' | 'funding' | 'needs' | 'lessons' | 'spendings' | 'skills' | 'services', string[]
  > = {
    closings: [], signUps: [], attendances: [], exchanges: [], receivers: [], volunteers: [], visits: [], bookings: [], programs: [], funding: [], needs: [], lessons: [], spendings: [], skills: [], services: [],
  };
  readonly streets: string[];
  readonly communities: string[];
  readonly grids: string[];
  /** An address of the first grid. */
  addressId = '';
  /** Every place at which something may happen. */
  readonly places: string[];

  private constructor(ground: Ground, at: BuiltDistrict, actors: Stand['actors']) {
    this.ground = ground;
    this.at = at;
    this.actors = actors;
    this.sealer = new Sealer(ground.key);
    this.engines = ground.engines;
    this.streets = [at.street];
    this.communities = [...at.communities];
    this.grids = [...at.grids];
    this.places = [at.root, at.street, ...at.communities, ...at.grids];
  }

  /** @param start when its time begins */
  static async build(ground: Ground, districtId: number, start: Date): Promise<Stand> {
    ground.clock.set(start);
    const at = await buildDistrict(ground.domain, districtId);
    const actor = (role: Parameters<typeof buildActor>[2]) => buildActor(ground.domain, districtId, role, at.root);
    const actors = {
      admin: await actor('DISTRICT_ADMIN'), approver: await actor('STREET_ADMIN'), worker: await actor('GRID_WORKER'), requester: await actor('RESIDENT'),
    };
    const stand = new Stand(ground, at, actors);
    const street = await ground.domain.places.create(stand.system, { parentId: at.root, level: 'STREET', code: `${districtId}002`, name: '测试二街' });
    stand.addressId = (await ground.domain.addresses.create(stand.system, { placeId: at.grids[0], use: 'HOME', compound: '测试小区' })).id;
    stand.streets.push(street.id);
    stand.places.push(street.id);
    return stand;
  }

  /** With a few people and households, for streams in which somebody brings waste. */
  static async peopled(ground: Ground, districtId: number, start: Date): Promise<Stand> {
    const stand = await Stand.build(ground, districtId, start);
    await stand.#letPeopleIn();
    return stand;
  }

  async #letPeopleIn(): Promise<void> {
    await this.domain.unit.of(this.system, 'test', async tx => {
      for (let n = 0; n < 4; n++) {
        const placeId = pick(this.grids, n);
        const person = { id: newId(), placeId, name: '某人', sex: 'FEMALE', birthDate: addDays(dayOf(this.now), -20_000), standing: 'FLOATING' } as const;
        const { id } = await tx.create(Resident, residentValues({ ...person, livesFrom: person.birthDate, recordedAt: tx.at }));
        const household = { id: newId(), placeId, addressId: null, kind: 'FAMILY', number: null, dissolvedAt: null, externalSystem: null, externalId: null, dataOrigin: 'REAL' } as const;
        await tx.create(Household, { ...household, recordedAt: this.past(n * 9_000) });
        this.people.push(id);
        this.households.push(household.id);
      }
    });
  }

  get domain(): Domain {
    return this.ground.domain;
  }

  get districtId(): number {
    return this.at.districtId;
  }

  get system(): Performer {
    return system(this.districtId);
  }

  get now(): Date {
    return this.ground.clock.now();
  }

  /** Which grids there are, after some were split or merged. Those that closed stay among the places: what was there is corrected there. */
  async lookAtGrids(): Promise<void> {
    const open = (await this.rows<{ id: string }>(`select id from place where district_id = $1 and level = 'GRID' and closed_at is null order by code`)).map(({ id }) => id);
    this.grids.splice(0, this.grids.length, ...open);
    for (const id of open) if (!this.places.includes(id)) this.places.push(id);
  }

  /** A day around today: near ones most often, among them days of other months and years. */
  day(n: number): CalendarDate {
    const [near, far] = [(n % 9) - 4, (n % 801) - 400];
    return addDays(dayOf(this.now), n % 3 === 0 ? far : near);
  }

  /** A time in the past, up to some weeks ago. */
  past(n: number): Date {
    return new Date(this.now.getTime() - (n % 40_000) * 60_000);
  }

  /** Rows as the owner sees them; `$1` is the district. */
  async rows<Row extends object>(text: string, ...values: unknown[]): Promise<Row[]> {
    return (await this.ground.owner.query<Row>(text, [this.districtId, ...values])).rows;
  }
}

/** The element that a number picks. */
export function pick<T>(from: readonly T[], n: number): T {
  const picked = from[n % from.length];
  if (picked === undefined) throw new Error('Nothing to pick from.');
  return picked;
}
