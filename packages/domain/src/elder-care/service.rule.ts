import { Refusal } from '../shared/refusal.ts';
import { whole } from '../shared/whole.ts';
import { words } from '../shared/words.ts';
import { CARE_KINDS, type CareKind } from './moves.ts';
import { timeOfDay } from './slots.rule.ts';

/** What a service is, whoever offers it; see `CareService` for what each means. */
export interface ServiceTerms {
  readonly name: string;
  readonly kind: CareKind;
  readonly atHome: boolean;
  readonly price: number;
  readonly sponsorShare: number;
  readonly minutes?: number | undefined;
  readonly minAge?: number | undefined;
  readonly noKinOnly: boolean;
  readonly disabilityLevel?: number | undefined;
  readonly cutOff?: string | undefined;
  readonly needsApproval: boolean;
  readonly chargesMissed: boolean;
}

export const LONGEST_NAME = 100;
/** A hundred thousand yuan. */
export const MOST_PRICE = 10_000_000;
const MOST_MINUTES = 1_440;
const OLDEST = 120;

/** A service as it is kept. @throws Refusal INVALID at the field that cannot be */
export function checkedService(asked: ServiceTerms) {
  if (!CARE_KINDS.includes(asked.kind)) throw new Refusal('INVALID', 'No such kind of service.', ['kind']);
  const price = whole(asked.price, 0, MOST_PRICE, 'price');
  return {
    name: words(asked.name, LONGEST_NAME, 'name'), kind: asked.kind, atHome: asked.atHome, price, sponsorShare: whole(asked.sponsorShare, 0, price, 'sponsorShare'),
    minutes: optional(asked.minutes, 1, MOST_MINUTES, 'minutes'), minAge: optional(asked.minAge, 1, OLDEST, 'minAge'), noKinOnly: asked.noKinOnly,
    disabilityLevel: optional(asked.disabilityLevel, 1, 4, 'disabilityLevel'), cutOff: asked.cutOff === undefined ? null : timeOfDay(asked.cutOff, 'cutOff'),
    needsApproval: asked.needsApproval, chargesMissed: asked.chargesMissed,
  };
}

function optional(value: number | undefined, least: number, most: number, field: string): number | null {
  return value === undefined ? null : whole(value, least, most, field);
}
