import { orThrow } from '@linli/domain/ledger/book';
import { give } from '@linli/domain/points/activation';
import { PointsAward, type PointOwner } from '@linli/domain/points/points-award.entity';
import { pointsWithin } from '@linli/domain/points/terms.rule';
import { addDays, dayOf } from '@linli/domain/shared/clock';
import { newId } from '@linli/domain/shared/ids';
import type { NewRow } from '@linli/domain/shared/read';
import type { Transaction } from '@linli/domain/shared/transaction';
import type { Past } from '../past.ts';
import { SCHEME, type Wording } from './scheme.ts';

/** Something done that earns points. */
export interface Deed {
  readonly wording: Wording;
  readonly eventType: string;
  readonly eventKey: string;
  readonly ownerKind: PointOwner;
  readonly ownerId: string;
  readonly residentId: string | null;
  readonly placeId: string;
  readonly occurredAt: Date;
  readonly note: string | null;
}

const DAY = 86_400_000;

/** Deeds on their way into accounts: each stands on public notice first, and counts as far as the rule's caps let it. */
export class Awards {
  #waiting: NewRow<PointsAward>[] = [];
  /** Points of an owner by a rule, on a day and in a month. */
  readonly #got = new Map<string, number>();

  /** In the order in which they happened. */
  propose(deeds: readonly Deed[]): void {
    for (const { wording, occurredAt, ...deed } of deeds) {
      const occurredOn = dayOf(occurredAt);
      const keys = [occurredOn, occurredOn.slice(0, 7), ''].map(when => `${wording.ruleId} ${deed.ownerId} ${when}`);
      const [day = 0, month = 0, total = 0] = keys.map(key => this.#got.get(key) ?? 0);
      const points = pointsWithin(wording, { day, month, total });
      if (points === 0) continue;
      for (const key of keys) this.#got.set(key, (this.#got.get(key) ?? 0) + points);
      this.#waiting.push({
        id: newId(), ruleId: wording.ruleId, versionId: wording.id, ...deed, points, state: 'PROPOSED', occurredAt, occurredOn, proposedAt: occurredAt,
        proposedById: null, noticeEndsAt: new Date(occurredAt.getTime() + SCHEME.noticeDays * DAY), activatedAt: null, transferId: null, withdrawnAt: null,
        withdrawal: null, dataOrigin: 'GENERATED',
      });
    }
  }

  /** Gives what has been on notice long enough. */
  async give(past: Past): Promise<void> {
    const due = this.#waiting.filter(({ noticeEndsAt }) => noticeEndsAt <= past.now);
    if (due.length === 0) return;
    this.#waiting = this.#waiting.filter(({ noticeEndsAt }) => noticeEndsAt > past.now);
    await past.unit(tx => given(tx, due));
  }

  /** Leaves on notice what still is, for the worker to give. */
  async leave(past: Past): Promise<void> {
    await past.unit(tx => tx.bulkInsert(PointsAward, this.#waiting));
    this.#waiting = [];
  }
}

async function given(tx: Transaction, awards: readonly NewRow<PointsAward>[]): Promise<void> {
  const done = await give(tx, awards, addDays(dayOf(tx.at), SCHEME.expiryDays));
  await tx.bulkInsert(PointsAward, awards.map((award, n) => ({ ...award, state: 'ACTIVE', activatedAt: tx.at, transferId: orThrow([done[n]]).id })));
}
