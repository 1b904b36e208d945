import { Resident } from '@linli/domain/people/resident.entity';
import { addYears, dayOf, startOf } from '@linli/domain/shared/clock';
import { newId } from '@linli/domain/shared/ids';
import type { NewRow } from '@linli/domain/shared/read';
import { weeklyMinutes, type Hours } from '@linli/domain/time-bank/availability.rule';
import { DEFAULT_RULES, isGranted } from '@linli/domain/time-bank/policy.rule';
import { ServiceType } from '@linli/domain/time-bank/service-type.entity';
import { Volunteer } from '@linli/domain/time-bank/volunteer.entity';
import { COMMUNITY_A, COMMUNITY_C } from '../layout.ts';
import { DEMO_MONTHS, type DemoMonth, type DemoTime } from '../months.ts';
import type { Past } from '../past.ts';
import type { MadeCommunity, MadeDistrict } from '../places.ts';
import type { Random } from '../random.ts';
import { Book } from './book.ts';
import { INCIDENTS, leaveOpen, type Cast } from './front-door.ts';
import { Participation, type Turn } from './participation.ts';
import { confirmed, went, write, type Appointment } from './services.ts';

/** 银发互助队 of community C: so many younger seniors serve so many older ones. The first two of each stand aside for what goes otherwise. */
const [VOLUNTEERS, SERVED, ASIDE] = [24, 40, 2];
/** Services of the first month and of the last. */
const A_MONTH = { first: 6, last: 30 } as const;
/** Elders of community A who are served by its floating residents. */
const SERVED_AT_A = 60;
const [GRANTS, REQUESTS] = [8, 6];
const [GIFT, DONATION] = [60, 90];
const DAY = 86_400_000;

/** @returns how many services there are; none where the district has neither community A nor C */
export async function loadTimeBank(past: Past, random: Random, made: MadeDistrict, time: DemoTime): Promise<number> {
  const find = (code: string) => made.streets.flatMap(({ communities }) => communities).find(({ plan }) => plan.code === code);
  const [a, c] = [find(COMMUNITY_A.code), find(COMMUNITY_C.code)];
  if (!a || !c) return 0;
  const types = (await past.unit(tx => tx.find(ServiceType, {}, { orderBy: { code: 'asc' } }))).map(({ id }) => id);
  const silver = await Silver.of(past, random.fork('C'), c, types, time);
  const newcomers = await Newcomers.of(past, random.fork('A'), a, types, time);
  let services = 0;
  for (const month of time.months) {
    past.goTo(month.from);
    await silver.otherwise(month);
    if (month.number > DEMO_MONTHS) await silver.leaveOpen();
    past.goTo(month.to);
    services += (await silver.serve(month)) + (await newcomers.serve(month));
  }
  return services;
}

/** Volunteers and elders of a community, who serve and are served. */
class Bank {
  readonly past: Past;
  readonly random: Random;
  readonly community: MadeCommunity;
  readonly types: readonly string[];
  readonly time: DemoTime;
  readonly people: readonly Resident[];

  constructor({ past, random, community, types, time, people }: Pick<Bank, 'past' | 'random' | 'community' | 'types' | 'time' | 'people'>) {
    [this.past, this.random, this.community, this.types, this.time, this.people] = [past, random, community, types, time, people];
  }

  /** Everybody who lives there, and has lived there all the time, the oldest first. */
  static async peopleOf(past: Past, { gridIds }: MadeCommunity, { firstDay }: DemoTime): Promise<Resident[]> {
    const found = await past.unit(tx => tx.find(Resident, { placeId: { $in: [...gridIds] }, livesTo: null, livesFrom: { $lt: firstDay } }));
    return found.toSorted((x, y) => x.birthDate.localeCompare(y.birthDate) || x.name.localeCompare(y.name));
  }

  async enrol(givers: readonly Resident[], from: Date): Promise<void> {
    await this.past.unit(async tx => {
      for (const giver of givers) await tx.create(Volunteer, volunteerOf(this.random, giver, this.types, from)); // hours are a list, which the driver would take for an array
    });
  }

  /** Writes services in the order of their time. */
  async write(appointments: readonly Appointment[], how: typeof went): Promise<number> {
    if (appointments.length === 0) return 0;
    const sorted = appointments.toSorted((x, y) => x.startsAt.getTime() - y.startsAt.getTime());
    await this.past.unit(async tx => {
      const book = await Book.of(tx, sorted.flatMap(({ giver, receiver }) => [giver.id, receiver.id]), this.community.id);
      await write(tx, sorted.map(appointment => how(this.random, appointment, book)), this.community.id);
    });
    return sorted.length;
  }
}

/** Community C: younger seniors serve older ones, with all that can happen. */
class Silver extends Bank {
  readonly #served = this.people.slice(0, SERVED);
  readonly #givers = this.people.filter(({ birthDate }) => birthDate >= addYears(this.time.firstDay, -70) && birthDate < addYears(this.time.firstDay, -52))
    .slice(0, VOLUNTEERS);
  /** Who gives minutes to whom: kin, who do not serve each other. */
  readonly #child = this.#givers[ASIDE];
  readonly #parent = this.#served[ASIDE - 1];
  #casts: readonly Cast[] = [];

  static async of(past: Past, random: Random, community: MadeCommunity, types: readonly string[], time: DemoTime): Promise<Silver> {
    const silver = new Silver({ past, random, community, types, time, people: await Bank.peopleOf(past, community, time) });
    await silver.#begin();
    return silver;
  }

  async #begin(): Promise<void> {
    const { past, time: { firstDay, start } } = this;
    await this.enrol(this.#givers, start);
    const admin = await past.actor('COMMUNITY_ADMIN', this.community.id);
    const [elder] = this.#served;
    this.#casts = elder ? this.#givers.slice(0, ASIDE).map(giver => ({ admin, giver, elder, serviceTypeId: this.types[0] ?? '' })) : [];
    for (const { id } of this.#served.filter(person => isGranted(DEFAULT_RULES, person, firstDay)).slice(0, GRANTS)) {
      await past.domain.timeBank.minutes.grantOpening(past.by, id);
    }
    if (this.#child && this.#parent) await past.domain.kin.add(past.by, { residentId: this.#child.id, relation: 'PARENT', kinId: this.#parent.id });
  }

  /** What does not go as it mostly does, and what is given away. */
  async otherwise({ number }: DemoMonth): Promise<void> {
    const { past, community } = this;
    const [cast] = this.#casts;
    if (!cast) return;
    await INCIDENTS[number]?.(past, cast);
    if (number % 3 !== 0) return;
    const book = await past.unit(tx => Book.of(tx, this.#givers.map(({ id }) => id), community.id));
    const [richest] = this.#givers.toSorted((x, y) => book.of(y.id) - book.of(x.id));
    const { minutes } = past.domain.timeBank;
    if (richest && book.of(richest.id) > 2 * DONATION) await minutes.donate(cast.admin, richest.id, DONATION);
    if (this.#child && this.#parent && book.of(this.#child.id) >= DONATION + GIFT) await minutes.give(cast.admin, this.#child.id, this.#parent.id, GIFT);
  }

  leaveOpen(): Promise<void> {
    return leaveOpen(this.past, this.#casts, this.#served.slice(ASIDE, ASIDE + REQUESTS));
  }

  /** The services of a month, one a volunteer and day at most. */
  serve({ number, from, to, part }: DemoMonth): Promise<number> {
    const { random } = this;
    const count = Math.round((A_MONTH.first + ((A_MONTH.last - A_MONTH.first) * (number - 1)) / 24) * part);
    const days = Math.floor((to.getTime() - from.getTime()) / DAY);
    const slots = new Map<string, Appointment>();
    for (let tried = 0; days > 0 && slots.size < count && tried < count * 5; tried++) {
      const giver = random.pick(this.#givers.slice(ASIDE));
      const receiver = random.pick(this.#served.slice(ASIDE).filter(({ id }) => id !== giver.id));
      const day = startOf(dayOf(new Date(from.getTime() + random.below(days) * DAY)));
      const startsAt = new Date(day.getTime() + (540 + 30 * random.below(12)) * 60_000);
      slots.set(`${giver.id} ${day.getTime()}`, { giver, receiver, serviceTypeId: random.pick(this.types), startsAt });
    }
    return this.write([...slots.values()], went);
  }
}

/** Community A: its floating residents serve its elders, more of them each quarter. */
class Newcomers extends Bank {
  readonly #elders = this.people.filter(({ birthDate }) => birthDate < addYears(this.time.firstDay, -60)).slice(0, SERVED_AT_A);
  readonly #enrolled = new Set<string>();
  #participation: Participation | undefined;
  #turns: readonly Turn[] = [];

  static async of(past: Past, random: Random, community: MadeCommunity, types: readonly string[], time: DemoTime): Promise<Newcomers> {
    const newcomers = new Newcomers({ past, random, community, types, time, people: await Bank.peopleOf(past, community, time) });
    newcomers.#participation = await Participation.of(past, community);
    return newcomers;
  }

  async serve(month: DemoMonth): Promise<number> {
    if (month.number % 3 === 1) {
      this.#turns = this.#participation?.ofQuarter(this.random, month, this.time) ?? [];
      const fresh = [...new Set(this.#turns.map(({ giver }) => giver))].filter(({ id }) => !this.#enrolled.has(id));
      for (const { id } of fresh) this.#enrolled.add(id);
      await this.enrol(fresh, month.from);
    }
    return this.write(this.#turns.filter(({ at }) => at >= month.from && at < month.to).map(({ giver, at }) => ({
      giver, receiver: this.random.pick(this.#elders.filter(({ id, householdId }) => id !== giver.id && householdId !== giver.householdId)),
      serviceTypeId: this.random.pick(this.types), startsAt: at,
    })), confirmed);
  }
}

function volunteerOf(random: Random, { id: residentId, placeId }: Resident, types: readonly string[], from: Date): NewRow<Volunteer> {
  const availability: Hours[] = [1, 2, 3, 4, 5, 6].filter(() => random.chance(0.6)).map(weekday => ({ weekday, from: 510, to: 1_020 }));
  if (availability.length === 0) availability.push({ weekday: 6, from: 510, to: 1_020 });
  return {
    id: newId(), residentId, placeId, skillIds: types.filter(() => random.chance(0.5)).concat(types[0] ?? []).filter((type, n, all) => all.indexOf(type) === n).toSorted(),
    availability, weeklyMinutes: weeklyMinutes(availability), activeFrom: dayOf(from), activeTo: null, dataOrigin: 'GENERATED', recordedAt: from,
  };
}
