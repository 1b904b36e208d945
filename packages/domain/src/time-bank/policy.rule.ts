import { addYears, type CalendarDate } from '../shared/clock.ts';
import { Refusal } from '../shared/refusal.ts';

/** Who pays for a service: the receiver from their own minutes, the community's fund, or the outside, where minutes come from. */
export const PAYERS = ['RECEIVER', 'FUND', 'WORLD'] as const;
export type Payer = (typeof PAYERS)[number];

/** To whom minutes may be given away; to the fund always. */
export const GIFTS_TO = ['NOBODY', 'KIN', 'ANYBODY'] as const;
export type GiftsTo = (typeof GIFTS_TO)[number];

/** Whom nobody serves for minutes, besides oneself. */
export const EXCLUSIONS = ['CLOSE_KIN', 'CLOSE_KIN_AND_HOUSEHOLD'] as const;
export type Exclusion = (typeof EXCLUSIONS)[number];

/** A district's rules as data. */
export interface PolicyRules {
  /** Most minutes in one's account by service; what is earned beyond is donated. Without a limit while null. */
  readonly capMinutes: number | null;
  /** Most minutes earned for services of one day; what is earned beyond is donated. */
  readonly dailyMinutes: number | null;
  /** Minutes are counted in whole steps of this, rounded down. */
  readonly roundTo: number;
  /** From which age one's own minutes pay for services; at any age while null. */
  readonly redeemAge: number | null;
  readonly giftsTo: GiftsTo;
  readonly excluded: Exclusion;
  /** Whether hours of group sessions are earned; else they are donated. */
  readonly groupEarns: boolean;
  /** Who pays, in this order: whoever comes later pays what those before have not. */
  readonly payers: readonly Payer[];
  /** What elders who live alone or have no kin are given once; 0 for nothing. */
  readonly openingMinutes: number;
  /** From which age. */
  readonly openingAge: number;
  /** Days that a submitted service waits for its receiver before workers look after it. */
  readonly reviewDays: number;
  /** Of a hundred confirmed services, how many are drawn for an audit. */
  readonly auditPercent: number;
}

/** What holds where a district has decided nothing. */
export const DEFAULT_RULES: PolicyRules = {
  capMinutes: null, dailyMinutes: 480, roundTo: 30, redeemAge: 60, giftsTo: 'KIN', excluded: 'CLOSE_KIN', groupEarns: false,
  payers: ['RECEIVER', 'FUND', 'WORLD'], openingMinutes: 600, openingAge: 60, reviewDays: 14, auditPercent: 5,
};

/** Minutes of one service: no day has more that anybody can be believed to serve. */
export const MOST_MINUTES = 720;
const YEAR = 525_600;

/** What each number of a policy may be. */
const BOUNDS = {
  capMinutes: [60, 100 * YEAR], dailyMinutes: [30, 1_440], roundTo: [1, 60], redeemAge: [18, 100], openingMinutes: [0, YEAR], openingAge: [50, 100],
  reviewDays: [1, 90], auditPercent: [0, 100],
} as const satisfies Partial<Record<keyof PolicyRules, readonly [number, number]>>;

/** @throws Refusal INVALID at the field that cannot be */
export function checkedRules(rules: PolicyRules): PolicyRules {
  for (const [name, [least, most]] of Object.entries(BOUNDS)) {
    const value = rules[name as keyof typeof BOUNDS];
    if (value !== null && !(Number.isInteger(value) && value >= least && value <= most)) {
      throw new Refusal('INVALID', `Expected a whole number from ${least} to ${most}.`, [name]);
    }
  }
  if (rules.payers.length === 0 || new Set(rules.payers).size < rules.payers.length) throw new Refusal('INVALID', 'Name each payer once, and at least one.', ['payers']);
  return rules;
}

/**
 * The minutes of a service as they count.
 * @throws Refusal INVALID for minutes that are not whole, below 1 or above {@link MOST_MINUTES}, or round down to nothing
 */
export function counted({ roundTo }: Pick<PolicyRules, 'roundTo'>, minutes: number): number {
  if (!Number.isInteger(minutes) || minutes < 1 || minutes > MOST_MINUTES) {
    throw new Refusal('INVALID', `A service takes a whole number of minutes from 1 to ${MOST_MINUTES}.`, ['minutes']);
  }
  const whole = Math.floor(minutes / roundTo) * roundTo;
  if (whole === 0) throw new Refusal('INVALID', `Less than ${roundTo} minutes are not counted.`, ['minutes']);
  return whole;
}

/** What of a service's minutes its giver earns, and what is donated to the fund. */
export interface Credit {
  readonly giver: number;
  readonly fund: number;
}

/** @param standing what the giver has, and has earned for services of that day already */
export function creditOf(rules: PolicyRules, minutes: number, standing: { readonly balance: number; readonly earnedThatDay: number; readonly group: boolean }): Credit {
  const { capMinutes, dailyMinutes, groupEarns } = rules;
  if (standing.group && !groupEarns) return { giver: 0, fund: minutes };
  const room = Math.min(capMinutes === null ? minutes : capMinutes - standing.balance, dailyMinutes === null ? minutes : dailyMinutes - standing.earnedThatDay);
  const giver = Math.min(minutes, Math.max(0, room));
  return { giver, fund: minutes - giver };
}

/** Somebody who pays, and how much. */
export interface Charge {
  readonly payer: Payer;
  readonly minutes: number;
}

/**
 * Who pays for a service. A group session is paid for by nobody in it: its minutes come from outside.
 * @param has what receiver and fund have to spend; nothing for a receiver who may not yet
 * @throws Refusal INSUFFICIENT at `minutes` when all payers together have too little
 */
export function chargesOf({ payers }: PolicyRules, minutes: number, has: { readonly receiver: number; readonly fund: number; readonly group: boolean }): Charge[] {
  if (has.group) return [{ payer: 'WORLD', minutes }];
  const charges: Charge[] = [];
  let left = minutes;
  for (const payer of payers) {
    const paid = Math.min(left, payer === 'RECEIVER' ? has.receiver : payer === 'FUND' ? has.fund : left);
    if (paid > 0) charges.push({ payer, minutes: paid });
    left -= paid;
  }
  if (left > 0) throw new Refusal('INSUFFICIENT', 'There are not enough minutes to pay for this service.', ['minutes']);
  return charges;
}

/** Minutes that go from a payer to the giver or the fund, or out of the fund to come back into it. */
export interface Flow {
  readonly from: Payer;
  readonly to: 'GIVER' | 'FUND' | 'WORLD';
  readonly minutes: number;
}

/** How charges become a credit. What the fund pays and gets back goes by the outside, since an account posts nothing to itself: the book shows every minute that was served. */
export function flowsOf(charges: readonly Charge[], credit: Credit): Flow[] {
  let due = credit.giver;
  return charges.flatMap(({ payer, minutes }) => {
    const earned = Math.min(due, minutes);
    due -= earned;
    const donated = minutes - earned;
    const given: Flow[] = payer === 'FUND'
      ? [{ from: 'FUND', to: 'WORLD', minutes: donated }, { from: 'WORLD', to: 'FUND', minutes: donated }]
      : [{ from: payer, to: 'FUND', minutes: donated }];
    return [{ from: payer, to: 'GIVER' as const, minutes: earned }, ...given].filter(flow => flow.minutes > 0);
  });
}

/** Whether somebody's own minutes pay for services to them. */
export function mayRedeem({ redeemAge }: Pick<PolicyRules, 'redeemAge'>, birthDate: CalendarDate, today: CalendarDate): boolean {
  return redeemAge === null || addYears(birthDate, redeemAge) <= today;
}

/** Whether minutes may be given to somebody. */
export function mayGiveTo({ giftsTo }: Pick<PolicyRules, 'giftsTo'>, areKin: boolean): boolean {
  return giftsTo === 'ANYBODY' || (giftsTo === 'KIN' && areKin);
}

/** Whether somebody is given minutes to begin with. */
export function isGranted(
  { openingMinutes, openingAge }: PolicyRules, person: { readonly birthDate: CalendarDate; readonly livesAlone: boolean; readonly noKin: boolean }, today: CalendarDate,
): boolean {
  return openingMinutes > 0 && (person.livesAlone || person.noKin) && addYears(person.birthDate, openingAge) <= today;
}

/** From when workers look after a service that nobody has confirmed. */
export function reviewFrom({ reviewDays }: Pick<PolicyRules, 'reviewDays'>, submittedAt: Date): Date {
  return new Date(submittedAt.getTime() + reviewDays * 86_400_000);
}

/** Whether a service is drawn for an audit: by the random end of its id, so that nobody chooses and anybody can check. */
export function isSampled({ auditPercent }: Pick<PolicyRules, 'auditPercent'>, exchangeId: string): boolean {
  return Number.parseInt(exchangeId.slice(-8), 16) % 100 < auditPercent;
}
