import type { CalendarDate } from '../shared/clock.ts';
import type { Read } from '../shared/read.ts';
import type { Language } from '../notices/param.ts';

/** Something that happened for which points may be given. */
export interface PointsEvent {
  /** Names it among those of its type. */
  readonly key: string;
  /** Who did it, and their household then; at least one of them. */
  readonly residentId: string | null;
  readonly householdId: string | null;
  readonly placeId: string;
  readonly occurredAt: Date;
}

/** A type of event. The room that knows such events declares it, and registered.ts registers it. */
export interface PointsEventType {
  /** `<room>.<event>`; stored with rules, so never renamed. */
  readonly key: string;
  readonly title: Readonly<Record<Language, string>>;
  /** Events at a place and under it, by time, on days in [from, to): what a draft of a rule is tried on. */
  readonly past: Read<PointsEvent, [placeId: string, from: CalendarDate, to: CalendarDate]>;
}
