import type { Domain } from '@linli/domain/domain';
import { accountOf, transfer } from '@linli/domain/ledger/book';
import { Resident } from '@linli/domain/people/resident.entity';
import { addYears, dayOf, startOf } from '@linli/domain/shared/clock';
import { newId } from '@linli/domain/shared/ids';
import { system } from '@linli/domain/shared/performer';
import type { NewRow } from '@linli/domain/shared/read';
import type { Transaction } from '@linli/domain/shared/transaction';
import { weeklyMinutes, type Hours } from '@linli/domain/time-bank/availability.rule';
import { ExchangeReceiver } from '@linli/domain/time-bank/exchange-receiver.entity';
import { ExchangeStep } from '@linli/domain/time-bank/exchange-step.entity';
import { Exchange, UNTOUCHED } from '@linli/domain/time-bank/exchange.entity';
import type { ExchangeMoveName, ExchangeStatus } from '@linli/domain/time-bank/moves';
import { DEFAULT_RULES, chargesOf, creditOf, flowsOf, isSampled, type Flow } from '@linli/domain/time-bank/policy.rule';
import { ServiceListing } from '@linli/domain/time-bank/service-listing.entity';
import { ServiceType } from '@linli/domain/time-bank/service-type.entity';
import { Volunteer } from '@linli/domain/time-bank/volunteer.entity';
import { COMMUNITY_C } from './layout.ts';
import type { DemoMonth, DemoTime } from './months.ts';
import type { MadeDistrict } from './places.ts';
import type { Random } from './random.ts';

/** 银发互助队: so many younger seniors serve so many older ones. */
const VOLUNTEERS = 24;
const SERVED = 40;
/** Services of the first month and of the last. */
const A_MONTH = { first: 6, last: 30 } as const;
/** Of a hundred services: how they end when they are not confirmed. */
const ENDINGS = { NO_SHOW: 3, CANCELLED: 4 } as const;
const REQUESTS = 6;
const AT_ONCE = 40;

/** One service, and what it moves. */
interface Served {
  readonly exchange: NewRow<Exchange>;
  readonly receiverId: string;
  readonly flows: readonly Flow[];
}

/**
 * The time bank of community C over the 24 months: volunteers, services month by month, their minutes in the ledger, and
 * requests that are open. @returns how many services there are; none where the district has no such community
 */
export async function loadTimeBank(domain: Domain, random: Random, made: MadeDistrict, time: DemoTime): Promise<number> {
  const community = made.streets.flatMap(({ communities }) => communities).find(({ plan }) => plan.code === COMMUNITY_C.code);
  if (!community) return 0;
  const unit = <T>(work: (tx: Transaction) => Promise<T>) => domain.unit.of(system(made.districtId), 'demo.load', work);
  const { people, types } = await unit(async tx => ({
    people: (await tx.find(Resident, { placeId: { $in: [...community.gridIds] }, livesTo: null })).toSorted((a, b) => (a.birthDate < b.birthDate ? -1 : 1)),
    types: (await tx.find(ServiceType, {})).map(({ id }) => id),
  }));
  const here = people.filter(({ livesFrom }) => livesFrom < time.firstDay);
  const served = here.slice(0, SERVED);
  const givers = here.filter(({ birthDate }) => birthDate >= addYears(time.firstDay, -70) && birthDate < addYears(time.firstDay, -52)).slice(0, VOLUNTEERS);
  if (givers.length === 0 || served.length === 0) return 0;
  await unit(async tx => {
    for (const giver of givers) await tx.create(Volunteer, volunteerOf(random, giver, types, time)); // hours are a list, which the driver would take for an array
    await tx.bulkInsert(ServiceListing, served.slice(0, REQUESTS).map((person): NewRow<ServiceListing> => ({
      id: newId(), kind: 'REQUEST', residentId: person.id, placeId: person.placeId, serviceTypeId: random.pick(types), note: null, wishedAt: null, minutes: 60,
      channel: 'TELEPHONE', status: 'OPEN', enteredById: null, dataOrigin: 'GENERATED', recordedAt: time.now,
    })));
  });
  const book = new Book();
  const services = time.months.flatMap(month => ofMonth(random.fork(`month ${month.number}`), month, givers, served, types, book));
  for (let from = 0; from < services.length; from += AT_ONCE) await unit(tx => write(tx, services.slice(from, from + AT_ONCE), community.id));
  return services.length;
}

/** What everybody has by now, so that the book is never asked for what is not there. */
class Book {
  readonly #has = new Map<string, number>();

  of(id: string): number {
    return this.#has.get(id) ?? 0;
  }

  carryOut(flows: readonly Flow[], giver: string, receiver: string): void {
    const add = (id: string, minutes: number) => this.#has.set(id, this.of(id) + minutes);
    for (const { from, to, minutes } of flows) {
      add(from === 'RECEIVER' ? receiver : from, -minutes);
      add(to === 'GIVER' ? giver : to, minutes);
    }
  }
}

function volunteerOf(random: Random, { id: residentId, placeId }: Resident, types: readonly string[], { firstDay, start }: DemoTime): NewRow<Volunteer> {
  const availability: Hours[] = [1, 2, 3, 4, 5, 6].filter(() => random.chance(0.6)).map(weekday => ({ weekday, from: 510, to: 1_020 }));
  if (availability.length === 0) availability.push({ weekday: 6, from: 510, to: 1_020 });
  return {
    id: newId(), residentId, placeId, skillIds: types.filter(() => random.chance(0.5)).concat(types[0] ?? []).filter((type, n, all) => all.indexOf(type) === n).toSorted(),
    availability, weeklyMinutes: weeklyMinutes(availability), activeFrom: firstDay, activeTo: null, dataOrigin: 'GENERATED', recordedAt: start,
  };
}

/** The services of a month, one a volunteer and day at most, in the order of their time. */
function ofMonth(random: Random, month: DemoMonth, givers: readonly Resident[], served: readonly Resident[], types: readonly string[], book: Book): Served[] {
  const count = Math.round((A_MONTH.first + ((A_MONTH.last - A_MONTH.first) * (month.number - 1)) / 24) * month.part);
  const days = Math.floor((month.to.getTime() - month.from.getTime()) / 86_400_000);
  const slots = new Map<string, { at: Date; giver: Resident }>();
  for (let tried = 0; days > 0 && slots.size < count && tried < count * 5; tried++) {
    const giver = random.pick(givers);
    const day = startOf(dayOf(new Date(month.from.getTime() + random.below(days) * 86_400_000)));
    slots.set(`${giver.id} ${day.getTime()}`, { giver, at: new Date(day.getTime() + (540 + 30 * random.below(12)) * 60_000) });
  }
  return [...slots.values()].toSorted((a, b) => a.at.getTime() - b.at.getTime())
    .map(({ giver, at }) => service(random, giver, random.pick(served.filter(({ id }) => id !== giver.id)), random.pick(types), at, book));
}

function service(random: Random, giver: Resident, receiver: Resident, serviceTypeId: string, startsAt: Date, book: Book): Served {
  const minutes = 60 + 30 * random.below(3);
  const endsAt = new Date(startsAt.getTime() + minutes * 60_000);
  const drawn = random.below(100);
  const status: ExchangeStatus = drawn < ENDINGS.NO_SHOW ? 'NO_SHOW' : drawn < ENDINGS.NO_SHOW + ENDINGS.CANCELLED ? 'CANCELLED' : 'CONFIRMED';
  const id = newId();
  const base: NewRow<Exchange> = {
    ...UNTOUCHED, id, placeId: receiver.placeId, serviceTypeId, listingId: null, giverId: giver.id, groupSession: false, status, startsAt, endsAt,
    absent: status === 'NO_SHOW' ? 'GIVER' : null, dataOrigin: 'GENERATED', recordedAt: new Date(startsAt.getTime() - 3 * 86_400_000),
  };
  if (status !== 'CONFIRMED') return { exchange: base, receiverId: receiver.id, flows: [] };
  const credit = creditOf(DEFAULT_RULES, minutes, { balance: book.of(giver.id), earnedThatDay: 0, group: false });
  const flows = flowsOf(chargesOf(DEFAULT_RULES, minutes, { receiver: book.of(receiver.id), fund: book.of('FUND'), group: false }), credit);
  book.carryOut(flows, giver.id, receiver.id);
  const confirmation = random.chance(0.5) ? 'CARD' : 'CALL_BACK';
  return {
    exchange: {
      ...base, checkedInAt: startsAt, submittedAt: endsAt, minutes, confirmedAt: endsAt, confirmation, creditedMinutes: credit.giver, donatedMinutes: credit.fund,
      bookings: 1, sampled: isSampled(DEFAULT_RULES, id),
    },
    receiverId: receiver.id, flows,
  };
}

async function write(tx: Transaction, services: readonly Served[], communityId: string): Promise<void> {
  const [world, fund] = [await accountOf(tx, 'MINUTE', 'WORLD', null), await accountOf(tx, 'MINUTE', 'FUND', communityId)];
  const exchanges: NewRow<Exchange>[] = [];
  for (const { exchange, receiverId, flows } of services) {
    const [giver, receiver] = [await accountOf(tx, 'MINUTE', 'RESIDENT', exchange.giverId), await accountOf(tx, 'MINUTE', 'RESIDENT', receiverId)];
    const postings = flows.map(({ from, to, minutes }) => ({
      source: { RECEIVER: receiver, FUND: fund, WORLD: world }[from], destination: { GIVER: giver, FUND: fund, WORLD: world }[to], amount: minutes,
    }));
    const booked = postings.length === 0 ? null : await transfer(tx, {
      kind: 'SERVICE', unit: 'MINUTE', postings, client: 'time-bank', key: `exchange ${exchange.id} 1`, placeId: exchange.placeId,
      subject: { kind: 'Exchange', id: exchange.id }, ...(exchange.startsAt && { occurredAt: exchange.startsAt }),
    });
    exchanges.push({ ...exchange, transferId: booked?.id ?? null });
  }
  await tx.bulkInsert(Exchange, exchanges);
  await tx.bulkInsert(ExchangeReceiver, services.map(({ exchange, receiverId }) => ({ id: newId(), exchangeId: exchange.id, residentId: receiverId })));
  await tx.bulkInsert(ExchangeStep, exchanges.flatMap(stepsOf));
}

/** The history that an exchange of its status has. */
function stepsOf({ id: exchangeId, status, recordedAt, startsAt, endsAt }: NewRow<Exchange>): NewRow<ExchangeStep>[] {
  const step = (move: ExchangeMoveName | 'match', after: ExchangeStatus, at: Date | null): NewRow<ExchangeStep> => ({
    id: newId(), exchangeId, move, status: after, at: at ?? recordedAt, recordedAt: at ?? recordedAt, accountId: null, note: null, details: null,
  });
  const begun = [step('match', 'MATCHED', recordedAt), step('schedule', 'SCHEDULED', recordedAt)];
  if (status === 'CANCELLED') return [...begun, step('cancel', 'CANCELLED', recordedAt)];
  if (status === 'NO_SHOW') return [...begun, step('noShow', 'NO_SHOW', startsAt)];
  return [...begun, step('checkIn', 'CHECKED_IN', startsAt), step('submit', 'SUBMITTED', endsAt), step('confirm', 'CONFIRMED', endsAt)];
}
