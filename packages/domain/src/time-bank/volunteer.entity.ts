import { defineEntity } from '@mikro-orm/core';
import type { DataOrigin } from '../places/place.entity.ts';
import { CHANGED_IN, type ChangedIn } from '../shared/changed.ts';
import type { CalendarDate } from '../shared/clock.ts';
import { weeklyMinutes, type Hours } from './availability.rule.ts';

const VolunteerSchema = defineEntity({
  name: 'Volunteer',
  tableName: 'volunteer',
  properties: p => ({
    districtId: p.integer().primary(),
    id: p.uuid().primary(),
    residentId: p.uuid(),
    /** Where they serve from: usually where they live. */
    placeId: p.uuid(),
    /** Service types that they can do. */
    skillIds: p.array().$type<string[]>().columnType('uuid[]'),
    availability: p.json<readonly Hours[]>(),
    /** The length of their hours of a week. */
    weeklyMinutes: p.integer(),
    /** Serves in `[activeFrom, activeTo)`; still does while `activeTo` is null. */
    activeFrom: p.date().$type<CalendarDate>(),
    activeTo: p.date().$type<CalendarDate>().nullable(),
    dataOrigin: p.string().$type<DataOrigin>(),
    recordedAt: p.datetime(),
    /** Which transaction wrote it last; see shared/changed. */
    changedIn: p.type('xid8').$type<ChangedIn>().defaultRaw(CHANGED_IN.default).onUpdate(CHANGED_IN.anew),
  }),
});

/** 志愿者. A resident who serves others, for a time: whoever comes back after an end is another row. Invariant: `weeklyMinutes` follows from `availability`. */
export class Volunteer extends VolunteerSchema.class {
  static readonly schema = VolunteerSchema;

  isActive(day: CalendarDate): boolean {
    return this.activeFrom <= day && (!this.activeTo || day < this.activeTo);
  }

  serveAt(availability: readonly Hours[]): void {
    this.availability = availability;
    this.weeklyMinutes = weeklyMinutes(availability);
  }
}
VolunteerSchema.setClass(Volunteer);
