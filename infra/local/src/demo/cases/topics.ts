import type { CaseKind, CaseUrgency } from '@linli/domain/cases/moves';
import { Weighted, type Random } from '../random.ts';
import { WORDS, type CategoryCode } from './words.ts';

/** What a case is about. */
export interface Subject {
  readonly category: CategoryCode;
  readonly kind: CaseKind;
  readonly urgency: CaseUrgency;
  readonly title: string;
  readonly description: string;
}

type Shares<T extends string> = Readonly<Partial<Record<T, number>>>;

interface Topic {
  readonly weight: number;
  /** How much more often in July, and in January, than in spring; 1 is as often. */
  readonly summer: number;
  readonly winter: number;
  readonly kinds: Shares<CaseKind>;
  readonly urgent: number;
  readonly emergency: number;
}

const TOPICS: Readonly<Record<CategoryCode, Topic>> = {
  environment: { weight: 17, summer: 1.5, winter: 0.8, kinds: { HELP: 40, REPORT: 30, COMPLAINT: 18, SUGGESTION: 12 }, urgent: 0.05, emergency: 0 },
  facilities: { weight: 16, summer: 1, winter: 1.6, kinds: { HELP: 62, REPORT: 20, COMPLAINT: 10, SUGGESTION: 8 }, urgent: 0.16, emergency: 0.03 },
  noise: { weight: 9, summer: 2, winter: 0.6, kinds: { COMPLAINT: 42, REPORT: 30, HELP: 28 }, urgent: 0.06, emergency: 0 },
  parking: { weight: 12, summer: 1, winter: 1.1, kinds: { HELP: 38, REPORT: 27, COMPLAINT: 20, SUGGESTION: 15 }, urgent: 0.07, emergency: 0 },
  property: { weight: 11, summer: 1.1, winter: 1.1, kinds: { COMPLAINT: 36, HELP: 34, INQUIRY: 20, SUGGESTION: 10 }, urgent: 0.05, emergency: 0 },
  neighbours: { weight: 6, summer: 1.1, winter: 1, kinds: { HELP: 60, COMPLAINT: 28, INQUIRY: 12 }, urgent: 0.1, emergency: 0.005 },
  safety: { weight: 8, summer: 1.2, winter: 1.2, kinds: { REPORT: 55, HELP: 35, SUGGESTION: 10 }, urgent: 0.32, emergency: 0.1 },
  elderly: { weight: 8, summer: 1, winter: 1.1, kinds: { HELP: 60, INQUIRY: 30, SUGGESTION: 10 }, urgent: 0.1, emergency: 0.01 },
  certificates: { weight: 8, summer: 1.1, winter: 0.9, kinds: { INQUIRY: 70, HELP: 30 }, urgent: 0.03, emergency: 0 },
  other: { weight: 5, summer: 1, winter: 1, kinds: { INQUIRY: 45, HELP: 30, SUGGESTION: 25 }, urgent: 0.03, emergency: 0 },
};
const CODES = Object.keys(TOPICS) as CategoryCode[];
const KINDS = Object.fromEntries(CODES.map(code => [code, shares(TOPICS[code].kinds)])) as Record<CategoryCode, Weighted<CaseKind>>;

/** What a worker comes upon outside. */
const SEEN_ON_PATROL: ReadonlySet<CategoryCode> = new Set(['environment', 'facilities', 'parking', 'safety']);

/** Which topics are frequent in each month of the year: of all, of complaints, and of what patrols find. */
const BY_MONTH = monthly(inMonth);
const COMPLAINTS_BY_MONTH = monthly((code, month) => inMonth(code, month) * (TOPICS[code].kinds.COMPLAINT ?? 0));
const PATROLS_BY_MONTH = monthly((code, month) => (SEEN_ON_PATROL.has(code) ? inMonth(code, month) : 0));

/**
 * Makes up what a case is about.
 * @param month 0 to 11
 * @param patrol whether a worker found it; then it is a report
 * @param complaint whether it has to be a complaint, or must not be one; null where that is open
 */
export function makeSubject(random: Random, month: number, patrol: boolean, complaint: boolean | null): Subject {
  const frequent = patrol ? PATROLS_BY_MONTH : complaint ? COMPLAINTS_BY_MONTH : BY_MONTH;
  const category = (frequent[month] as Weighted<CategoryCode>).pick(random);
  const drawn = patrol ? 'REPORT' : complaint ? 'COMPLAINT' : KINDS[category].pick(random);
  const kind = complaint === false && drawn === 'COMPLAINT' ? 'HELP' : drawn;
  const { urgent, emergency } = TOPICS[category];
  const luck = random.next();
  const urgency = luck < emergency ? 'EMERGENCY' : luck < emergency + urgent ? 'URGENT' : 'ORDINARY';
  const { matters, pressing, wishes } = WORDS[category];
  const title = random.pick((urgency !== 'ORDINARY' && pressing) || matters)
    .replace('{楼}', `${1 + random.below(28)}号楼`).replace('{单元}', `${1 + random.below(4)}单元`);
  return { category, kind, urgency, title, description: `${title}。${random.pick(wishes)}` };
}

function monthly(weight: (code: CategoryCode, month: number) => number): Weighted<CategoryCode>[] {
  return Array.from({ length: 12 }, (_, month) => new Weighted(CODES.map(code => [code, weight(code, month)] as const)));
}

function inMonth(code: CategoryCode, month: number): number {
  const { weight, summer, winter } = TOPICS[code];
  const warmth = -Math.cos((2 * Math.PI * (month - 0.5)) / 12); // −1 in January, 1 in July
  return weight * (warmth > 0 ? summer ** warmth : winter ** -warmth);
}

function shares<T extends string>(of: Shares<T>): Weighted<T> {
  return new Weighted(Object.entries(of) as [T, number][]);
}
