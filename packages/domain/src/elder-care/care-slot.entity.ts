import { defineEntity } from '@mikro-orm/core';
import type { DataOrigin } from '../places/place.entity.ts';
import { CHANGED_IN, type ChangedIn } from '../shared/changed.ts';
import { Refusal } from '../shared/refusal.ts';

const CareSlotSchema = defineEntity({
  name: 'CareSlot',
  tableName: 'care_slot',
  properties: p => ({
    districtId: p.integer().primary(),
    id: p.uuid().primary(),
    serviceId: p.uuid(),
    /** `[startsAt, endsAt)`. */
    startsAt: p.datetime(),
    endsAt: p.datetime(),
    /** From then on nobody books any more, and who cancels is late. */
    closesAt: p.datetime(),
    capacity: p.integer(),
    /** Places taken; see `TAKEN_STATES`. */
    taken: p.integer(),
    calledOffAt: p.datetime().nullable(),
    dataOrigin: p.string().$type<DataOrigin>(),
    /** Which transaction wrote it last; see shared/changed. */
    changedIn: p.type('xid8').$type<ChangedIn>().defaultRaw(CHANGED_IN.default).onUpdate(CHANGED_IN.anew),
  }),
});

/** 场次. A time at which a service is given to so many. Invariant: never more places taken than there are; whoever takes or gives back one holds the row. */
export class CareSlot extends CareSlotSchema.class {
  static readonly schema = CareSlotSchema;

  hasPlace(): boolean {
    return this.taken < this.capacity;
  }

  /** Whether one may still book, and cancel without loss. */
  isOpen(at: Date): boolean {
    return !this.calledOffAt && at < this.closesAt;
  }

  /** @throws Refusal WRONG_STATE at `slotId` when it was called off, or its time to book is over */
  mustBeOpen(at: Date): void {
    if (this.calledOffAt) throw new Refusal('WRONG_STATE', 'This was called off.', ['slotId']);
    if (!this.isOpen(at)) throw new Refusal('WRONG_STATE', 'The time to book this is over.', ['slotId']);
  }

  take(): void {
    if (!this.hasPlace()) throw new Refusal('INSUFFICIENT', 'There is no place left.', ['slotId']);
    this.taken += 1;
  }

  giveBack(): void {
    this.taken -= 1;
  }
}
CareSlotSchema.setClass(CareSlot);
