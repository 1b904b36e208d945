import { defineEntity } from '@mikro-orm/core';
import type { DataOrigin } from '../places/place.entity.ts';
import { CHANGED_IN, type ChangedIn } from '../shared/changed.ts';
import { Refusal } from '../shared/refusal.ts';

const BuddyPairSchema = defineEntity({
  name: 'BuddyPair',
  tableName: 'buddy_pair',
  properties: p => ({
    districtId: p.integer().primary(),
    id: p.uuid().primary(),
    programId: p.uuid(),
    seniorId: p.uuid(),
    /** The volunteer: a resident too. */
    buddyId: p.uuid(),
    /** `[beganAt, endedAt)`. */
    beganAt: p.datetime(),
    endedAt: p.datetime().nullable(),
    /** Why it ended; gone when one of the two was erased. */
    reason: p.text().nullable(),
    recordedAt: p.datetime(),
    recordedById: p.uuid().nullable(),
    dataOrigin: p.string().$type<DataOrigin>(),
    /** Which transaction wrote it last; see shared/changed. */
    changedIn: p.type('xid8').$type<ChangedIn>().defaultRaw(CHANGED_IN.default).onUpdate(CHANGED_IN.anew),
  }),
});

/** 结对. A volunteer who stands by a senior in a program. Invariant: a senior has one at a time in a program. */
export class BuddyPair extends BuddyPairSchema.class {
  static readonly schema = BuddyPairSchema;

  /** @throws Refusal WRONG_STATE for the second time */
  end(reason: string | null, at: Date): void {
    if (this.endedAt) throw new Refusal('WRONG_STATE', 'They are no longer a pair.', ['buddyPairId']);
    Object.assign(this, { endedAt: at, reason } satisfies Partial<BuddyPair>);
  }

  /** Whether they were a pair then. */
  lasts(at: Date): boolean {
    return this.beganAt <= at && (!this.endedAt || at < this.endedAt);
  }
}
BuddyPairSchema.setClass(BuddyPair);
