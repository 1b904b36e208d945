import type { Choice, Question } from './question.rule.ts';
import { ANSWER_MODES, type AnswerMode } from './survey.entity.ts';

/** How many answers of a mode there are: in all, to a question, or with a value. */
export interface Tally {
  readonly mode: AnswerMode;
  readonly question: string | null;
  readonly value: string | number | boolean | null;
  readonly n: number;
}

/** A figure of at least one that hides who stands behind it has to count this many. */
export const FEWEST = 10;

/** How many gave one answer; null where it is withheld. */
export interface ChoiceResult {
  readonly value: string;
  readonly title: string;
  readonly n: number | null;
}

export interface ModeResult {
  readonly mode: AnswerMode;
  readonly n: number | null;
}

/** What was answered to one question; null where it is withheld, or there is nothing. */
export interface QuestionResult {
  readonly question: Question;
  readonly answered: number | null;
  /** Of choices, ratings and yes or no. */
  readonly choices: readonly ChoiceResult[];
  /** Of ratings and numbers, to two decimals. */
  readonly mean: number | null;
  /** Something of it is withheld, since fewer than ten stand behind a figure or could be found by subtraction. */
  readonly withheld: boolean;
}

export interface Results {
  readonly total: number | null;
  readonly byMode: readonly ModeResult[];
  /** Of how many were asked; null where nobody was. */
  readonly rate: number | null;
  readonly questions: readonly QuestionResult[];
}

/** The results as they are. @param asked of how many */
export function fullResults(questions: readonly Question[], tallies: readonly Tally[], asked: number): Results & { readonly total: number } {
  const count = (rows: readonly Tally[]) => rows.reduce((sum, { n }) => sum + n, 0);
  const totals = tallies.filter(({ question }) => question === null);
  const total = count(totals);
  return {
    total,
    byMode: ANSWER_MODES.map(mode => ({ mode, n: count(totals.filter(tally => tally.mode === mode)) })).filter(({ n }) => n > 0),
    rate: asked > 0 ? total / asked : null,
    questions: questions.map(question => {
      const mine = tallies.filter(tally => tally.question === question.name);
      const answered = count(mine.filter(({ value }) => value === null));
      const valued = mine.filter(({ value }) => value !== null);
      const numbers = valued.flatMap(({ value, n }) => (typeof value === 'number' ? [{ value, n }] : []));
      const measured = question.kind === 'RATING' || question.kind === 'NUMBER';
      return {
        question, answered, withheld: false,
        choices: choicesOf(question).map(({ value, title }) => ({ value: String(value), title, n: count(valued.filter(tally => tally.value === value)) })),
        mean: measured && answered > 0 ? Math.round((numbers.reduce((sum, { value, n }) => sum + value * n, 0) / answered) * 100) / 100 : null,
      };
    }),
  };
}

/** The same for everybody to read: without what fewer than ten stand behind, and what would tell it by subtraction. */
export function published({ total, byMode, rate, questions }: ReturnType<typeof fullResults>, asked: number): Results {
  if (total < FEWEST) return { total: total === 0 ? 0 : null, byMode: [], rate: null, questions: questions.map(nothing) };
  const modes = hidden(byMode.map(({ n }) => n ?? 0));
  const shown = new Map<string, QuestionResult>();
  for (const result of questions) {
    const { question } = result;
    // how many were led to a question is how many gave the answer that leads there
    const led = question.follows.some(name => shown.get(name)?.withheld);
    shown.set(question.name, led ? nothing(result) : suppressed(result, total));
  }
  return {
    total, byMode: byMode.map(({ mode, n }, index) => ({ mode, n: modes[index] ? null : n })), rate: isSmall(asked - total) ? null : rate, questions: [...shown.values()],
  };
}

function suppressed(result: QuestionResult, total: number): QuestionResult {
  const { question: { kind }, choices } = result;
  const answered = result.answered ?? 0;
  const counts = choices.map(({ n }) => n ?? 0);
  const skipped = total - answered;
  const several = kind === 'CHOICES' || choices.length === 0;
  // of which one is chosen, or none: all of them add up to what is known
  const parts = several ? [isSmall(answered) || isSmall(skipped)] : hidden([skipped, ...counts]);
  const gone = several
    ? counts.map(n => isSmall(n) || isSmall(answered - n) || isSmall(total - n))
    : parts.slice(1).map((part, _, all) => part || (kind === 'RATING' && all.some(Boolean))); // two unknowns are found from the mean and the sum
  return {
    ...result, answered: parts[0] ? null : answered, choices: choices.map((choice, index) => (gone[index] ? { ...choice, n: null } : choice)),
    mean: answered < FEWEST ? null : result.mean, withheld: [...parts, ...gone].some(Boolean) || (result.mean !== null && answered < FEWEST),
  };
}

function nothing(result: QuestionResult): QuestionResult {
  return { ...result, answered: null, choices: result.choices.map(choice => ({ ...choice, n: null })), mean: null, withheld: true };
}

function isSmall(n: number): boolean {
  return n > 0 && n < FEWEST;
}

/**
 * Which parts of a known sum are withheld: the small ones, and the next larger until at least two are, who count ten together.
 * What is withheld can then be told neither by itself nor as a whole.
 */
export function hidden(parts: readonly number[]): boolean[] {
  const gone = new Set(parts.flatMap((n, index) => (isSmall(n) ? [index] : [])));
  const others = parts.map((n, index) => ({ n, index })).filter(({ n }) => n >= FEWEST).toSorted((a, b) => a.n - b.n);
  while (gone.size > 0 && (gone.size < 2 || [...gone].reduce((sum, index) => sum + (parts[index] ?? 0), 0) < FEWEST)) {
    const next = others.shift();
    if (!next) break;
    gone.add(next.index);
  }
  return parts.map((_, index) => gone.has(index));
}

/** What can be answered, as it is listed. */
function choicesOf({ kind, choices, other, from, to }: Question): readonly (Omit<Choice, 'value'> & { readonly value: Choice['value'] | boolean })[] {
  if (kind === 'YES_NO') return [{ value: true, title: '是' }, { value: false, title: '否' }];
  if (kind === 'RATING') return Array.from({ length: to - from + 1 }, (_, index) => ({ value: from + index, title: String(from + index) }));
  return other ? [...choices, { value: 'other', title: '其他' }] : choices;
}
