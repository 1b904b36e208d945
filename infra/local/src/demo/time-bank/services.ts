import { accountOf, accountsOf, orThrow, transfers, type AskedTransfer } from '@linli/domain/ledger/book';
import { newId } from '@linli/domain/shared/ids';
import type { NewRow } from '@linli/domain/shared/read';
import type { Transaction } from '@linli/domain/shared/transaction';
import { ExchangeReceiver } from '@linli/domain/time-bank/exchange-receiver.entity';
import { ExchangeStep } from '@linli/domain/time-bank/exchange-step.entity';
import { Exchange, UNTOUCHED } from '@linli/domain/time-bank/exchange.entity';
import type { ExchangeMoveName, ExchangeStatus } from '@linli/domain/time-bank/moves';
import { DEFAULT_RULES, chargesOf, creditOf, flowsOf, isSampled, type Flow } from '@linli/domain/time-bank/policy.rule';
import type { Resident } from '@linli/domain/people/resident.entity';
import type { Random } from '../random.ts';
import type { Book } from './book.ts';

/** That somebody is to serve somebody. */
export interface Appointment {
  readonly giver: Pick<Resident, 'id' | 'placeId' | 'standing'>;
  readonly receiver: Pick<Resident, 'id' | 'placeId'>;
  readonly serviceTypeId: string;
  readonly startsAt: Date;
}

/** One service, and what it moves. */
export interface Served {
  readonly exchange: NewRow<Exchange>;
  readonly receiverId: string;
  readonly flows: readonly Flow[];
}

/** Of a hundred services: how they end when they are not confirmed. */
const ENDINGS = { NO_SHOW: 3, CANCELLED: 4 } as const;
const DAY = 86_400_000;

/** How an appointment went: mostly it is kept and confirmed. */
export function went(random: Random, appointment: Appointment, book: Book): Served {
  const drawn = random.below(100);
  const status: ExchangeStatus = drawn < ENDINGS.NO_SHOW ? 'NO_SHOW' : drawn < ENDINGS.NO_SHOW + ENDINGS.CANCELLED ? 'CANCELLED' : 'CONFIRMED';
  return status === 'CONFIRMED' ? confirmed(random, appointment, book) : { ...asAgreed(random, appointment, status), flows: [] };
}

/** An appointment that was kept and confirmed. */
export function confirmed(random: Random, appointment: Appointment, book: Book): Served {
  const { exchange, receiverId } = asAgreed(random, appointment, 'CONFIRMED');
  const { id, giverId, startsAt, endsAt } = exchange;
  const minutes = ((endsAt?.getTime() ?? 0) - (startsAt?.getTime() ?? 0)) / 60_000;
  const credit = creditOf(DEFAULT_RULES, minutes, { balance: book.of(giverId), earnedThatDay: 0, group: false });
  const flows = flowsOf(chargesOf(DEFAULT_RULES, minutes, { receiver: book.of(receiverId), fund: book.fund, group: false }), credit);
  book.carryOut(flows, giverId, receiverId);
  return {
    exchange: {
      ...exchange, checkedInAt: startsAt, submittedAt: endsAt, minutes, confirmedAt: endsAt, confirmation: random.chance(0.5) ? 'CARD' : 'CALL_BACK',
      creditedMinutes: credit.giver, donatedMinutes: credit.fund,
      paidMinutes: flows.reduce((sum, { from, minutes: paid }) => sum + (from === 'RECEIVER' ? paid : 0), 0), bookings: 1, sampled: isSampled(DEFAULT_RULES, id),
    },
    receiverId, flows,
  };
}

function asAgreed(random: Random, { giver, receiver, serviceTypeId, startsAt }: Appointment, status: ExchangeStatus): Omit<Served, 'flows'> {
  const minutes = 60 + 30 * random.below(3);
  return {
    exchange: {
      ...UNTOUCHED, id: newId(), placeId: receiver.placeId, serviceTypeId, listingId: null, giverId: giver.id, groupSession: false, status, startsAt,
      endsAt: new Date(startsAt.getTime() + minutes * 60_000), absent: status === 'NO_SHOW' ? 'GIVER' : null, dataOrigin: 'GENERATED',
      recordedAt: new Date(startsAt.getTime() - 3 * DAY),
      ...(status === 'CONFIRMED' && { giverPlaceId: giver.placeId, giverStanding: giver.standing }),
    },
    receiverId: receiver.id,
  };
}

/** Writes services with what they move. @param fund the community whose fund pays and is donated to */
export async function write(tx: Transaction, services: readonly Served[], fund: string): Promise<void> {
  const [world, common] = [await accountOf(tx, 'MINUTE', 'WORLD', null), await accountOf(tx, 'MINUTE', 'FUND', fund)];
  const moving = services.filter(({ flows }) => flows.length > 0);
  const own = await accountsOf(tx, 'MINUTE', moving.flatMap(({ exchange, receiverId }) => [exchange.giverId, receiverId])
    .map(ownerId => ({ ownerKind: 'RESIDENT' as const, ownerId })));
  const done = await transfers(tx, moving.map(({ exchange, receiverId, flows }): AskedTransfer => ({
    kind: 'SERVICE', unit: 'MINUTE', client: 'time-bank', key: `exchange ${exchange.id} 1`, placeId: exchange.placeId, subject: { kind: 'Exchange', id: exchange.id },
    ...(exchange.startsAt && { occurredAt: exchange.startsAt }),
    postings: flows.map(({ from, to, minutes }) => {
      const accounts = { GIVER: own.get(exchange.giverId) ?? '', RECEIVER: own.get(receiverId) ?? '', FUND: common, WORLD: world };
      return { source: accounts[from], destination: accounts[to], amount: minutes };
    }),
  })));
  const booked = new Map(moving.map(({ exchange }, n) => [exchange.id, orThrow([done[n]]).id]));
  await tx.bulkInsert(Exchange, services.map(({ exchange }) => ({ ...exchange, transferId: booked.get(exchange.id) ?? null })));
  await tx.bulkInsert(ExchangeReceiver, services.map(({ exchange, receiverId }) => ({
    id: newId(), exchangeId: exchange.id, residentId: receiverId,
    ...(exchange.status === 'CONFIRMED' && { placeId: exchange.placeId, servedAt: exchange.startsAt }),
  })));
  await tx.bulkInsert(ExchangeStep, services.flatMap(({ exchange }) => stepsOf(exchange)));
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
