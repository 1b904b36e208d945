import { isActor } from '../access/actor.ts';
import { lineageOf } from '../places/places.service.ts';
import type { Sealer } from '../people/sealed.ts';
import { Program } from '../programs/program.entity.ts';
import { mayRecord } from '../programs/program.policy.ts';
import { isOfProgram } from '../programs/seen.ts';
import { actsFor } from '../register/acting.ts';
import { newId } from '../shared/ids.ts';
import type { Performer } from '../shared/performer.ts';
import { Refusal } from '../shared/refusal.ts';
import type { Transaction } from '../shared/transaction.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import { whole } from '../shared/whole.ts';
import { words } from '../shared/words.ts';
import { BuddyContact, type ContactChannel } from './buddy-contact.entity.ts';
import { BuddyPair } from './buddy-pair.entity.ts';
import { happened, person } from './senior.ts';

export interface NewPair {
  readonly programId: string;
  readonly seniorId: string;
  /** The volunteer. */
  readonly buddyId: string;
  /** Now when absent. */
  readonly beganAt?: Date | undefined;
}

export interface NewContact {
  readonly pairId: string;
  readonly channel: ContactChannel;
  readonly minutes: number;
  readonly note?: string | undefined;
  /** Now when absent. */
  readonly occurredAt?: Date | undefined;
}

const LONGEST_REASON = 500;
const LONGEST_NOTE = 1_000;
const MOST_MINUTES = 1_440;

/** Buddies: volunteers who stand by seniors, brought together by who works in the program. */
export class BuddiesService {
  readonly #unit: UnitOfWork;
  readonly #sealer: Sealer;

  constructor(unit: UnitOfWork, sealer: Sealer) {
    this.#unit = unit;
    this.#sealer = sealer;
  }

  /**
   * Pairs a volunteer with a senior.
   * @throws Refusal NOT_FOUND for the program, or for who does not live in its place; WRONG_STATE when it does not run, or for who does not live here any more;
   *   INVALID at `buddyId` for oneself, or at `beganAt`; CONFLICT at `seniorId` for who has a buddy in it
   */
  pair(performer: Performer, { programId, seniorId, buddyId, beganAt }: NewPair): Promise<BuddyPair> {
    return this.#unit.of(performer, 'buddy.pair', async tx => {
      const program = await tx.keep(Program, programId);
      if (!program || !(await recordsIn(tx, program))) throw new Refusal('NOT_FOUND', 'No such program.', ['programId']);
      program.mustBe('RUNNING');
      const there = async ({ placeId }: { readonly placeId: string }) => (await lineageOf(tx, placeId)).includes(program.placeId);
      const senior = await person(tx, seniorId, there, 'seniorId');
      await person(tx, buddyId, there, 'buddyId');
      if (seniorId === buddyId) throw new Refusal('INVALID', 'Nobody is their own buddy.', ['buddyId']);
      if (await tx.findOne(BuddyPair, { programId, seniorId, endedAt: null })) throw new Refusal('CONFLICT', 'They have a buddy in this program.', ['seniorId']);
      return tx.create(BuddyPair, {
        id: newId(), programId, seniorId, buddyId, beganAt: happened(tx, beganAt, 'beganAt', senior.birthDate), endedAt: null, reason: null, recordedAt: tx.at,
        recordedById: performer.accountId, dataOrigin: senior.dataOrigin,
      });
    });
  }

  /** Ends a pair: by who works in the program, or either of the two; who acts for the senior, too. @throws Refusal NOT_FOUND; WRONG_STATE for the second time; INVALID for no reason */
  end(performer: Performer, pairId: string, reason: string): Promise<BuddyPair> {
    return this.#unit.of(performer, 'buddy.end', async tx => {
      const pair = await seenPair(tx, pairId);
      pair.end(words(reason, LONGEST_REASON, 'reason'), tx.at);
      return pair;
    });
  }

  /**
   * Writes a line into a pair's log: by the buddy, or who works in the program.
   * @throws Refusal NOT_FOUND; NOT_ALLOWED for the senior; INVALID at `minutes` or `note`, or at `occurredAt` for when they were no pair
   */
  contact(performer: Performer, { pairId, channel, minutes, note, occurredAt }: NewContact): Promise<BuddyContact> {
    return this.#unit.of(performer, 'buddy.contact', async tx => {
      const pair = await seenPair(tx, pairId);
      if (!isBuddy(performer, pair) && !(await recordsPair(tx, pair))) throw new Refusal('NOT_ALLOWED', 'The log is kept by the buddy.', ['buddyPairId']);
      const at = happened(tx, occurredAt, 'occurredAt');
      if (!pair.lasts(at)) throw new Refusal('INVALID', 'They were no pair then.', ['occurredAt']);
      return tx.create(BuddyContact, {
        id: newId(), pairId, channel, minutes: whole(minutes, 1, MOST_MINUTES, 'minutes'), noteSealed: note === undefined ? null : this.#sealer.seal(words(note, LONGEST_NOTE, 'note')),
        occurredAt: at, recordedAt: tx.at, recordedById: performer.accountId,
      });
    });
  }
}

/** A pair that the performer sees, locked: either of the two, who acts for the senior, and who works in the program. @throws Refusal NOT_FOUND */
export async function seenPair(tx: Transaction, pairId: string): Promise<BuddyPair> {
  const pair = await tx.get(BuddyPair, pairId);
  const { performer } = tx;
  const seen = pair && (isBuddy(performer, pair) || (isActor(performer) && (await actsFor(tx, performer, pair.seniorId))) || (await recordsPair(tx, pair)));
  if (!seen) throw new Refusal('NOT_FOUND', 'No such pair.', ['buddyPairId']);
  return pair;
}

function isBuddy(performer: Performer, { buddyId }: BuddyPair): boolean {
  return isActor(performer) && performer.residentId === buddyId;
}

async function recordsPair(tx: Transaction, { programId }: BuddyPair): Promise<boolean> {
  const program = await tx.findOne(Program, { id: programId });
  return program !== null && recordsIn(tx, program);
}

async function recordsIn(tx: Transaction, { id, placeId }: Program): Promise<boolean> {
  return mayRecord(tx.performer, await lineageOf(tx, placeId), await isOfProgram(tx, id));
}
