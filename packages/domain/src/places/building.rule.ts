import { Refusal } from '../shared/refusal.ts';
import { words } from '../shared/words.ts';
import { addressParts, type AddressParts } from './address.rule.ts';

/** A building as it is counted from outside. */
export interface BuildingPlan {
  readonly compound: string;
  readonly building: string;
  /** 0 where the stairs have no number of their own. */
  readonly units: number;
  readonly floors: number;
  /** On each floor of each unit. */
  readonly rooms: number;
}

const MOST = { units: 30, floors: 120, rooms: 99 } as const;
/** Rooms of one building; beyond, somebody has mistyped. */
const MOST_ROOMS = 5_000;

/**
 * Every room of a building, numbered as usual: 501 is the first on the fifth floor.
 * @throws Refusal INVALID for more, or fewer, than a building can have
 */
export function roomsOf({ compound, building, units, floors, rooms }: BuildingPlan): AddressParts[] {
  within(units, 0, 'units');
  within(floors, 1, 'floors');
  within(rooms, 1, 'rooms');
  if (Math.max(units, 1) * floors * rooms > MOST_ROOMS) throw new Refusal('INVALID', `A building has at most ${MOST_ROOMS} rooms.`, ['rooms']);
  const count = (to: number) => Array.from({ length: to }, (_, n) => n + 1);
  const stairs = units === 0 ? [null] : count(units).map(String);
  const whole = addressParts({ compound, building: words(building, 50, 'building') });
  return stairs.flatMap(unit => count(floors).flatMap(floor => count(rooms).map(room => ({
    ...whole, unit, room: `${floor}${String(room).padStart(2, '0')}`,
  }))));
}

function within(count: number, least: number, field: keyof typeof MOST): void {
  if (!Number.isInteger(count) || count < least || count > MOST[field]) throw new Refusal('INVALID', `Expected ${least} to ${MOST[field]}.`, [field]);
}
