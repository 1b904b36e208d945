import { calendarDate } from '../shared/clock.ts';
import { Refusal } from '../shared/refusal.ts';

/** 单选, 多选, 是否, 打分, 数字, 日期, 文字. What a question asks for. */
export const QUESTION_KINDS = ['CHOICE', 'CHOICES', 'YES_NO', 'RATING', 'NUMBER', 'DATE', 'WORDS'] as const;
export type QuestionKind = (typeof QUESTION_KINDS)[number];

export interface Choice {
  readonly value: string | number;
  readonly title: string;
}

/** One question of a questionnaire. */
export interface Question {
  /** Names it among the questions, in conditions and in answers. */
  readonly name: string;
  readonly title: string;
  readonly kind: QuestionKind;
  /** Of CHOICE and CHOICES. */
  readonly choices: readonly Choice[];
  /** Of RATING and NUMBER: the least and the most. */
  readonly from: number;
  readonly to: number;
  /** Of WORDS: characters; of CHOICES: how many may be chosen. */
  readonly most: number;
  /** Names of the questions that decide whether it is shown. */
  readonly follows: readonly string[];
  /** Another choice in words is offered; it is answered under {@link otherOf}. */
  readonly other: boolean;
}

/** What may be given to one question. */
export type Value = string | number | boolean | readonly (string | number)[];
/** Answers by the names of questions. */
export type Answers = Readonly<Record<string, Value>>;

/** The choice of what is not listed, as SurveyJS names it. */
export const OTHER = 'other';
const OTHER_WORDS = 500;

/** The name under which the words of another choice are given. */
export function otherOf({ name }: Pick<Question, 'name'>): string {
  return `${name}-Comment`;
}

/**
 * What was given, each value of the form that its question asks for; what is empty counts as not given.
 * @throws Refusal INVALID at `answers.<name>` for what no question asks for, or in another form
 */
export function checkedAnswers(questions: readonly Question[], given: unknown): Answers {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) throw new Refusal('INVALID', 'Give answers by the names of questions.', ['answers']);
  const byName = new Map(questions.flatMap((question): [string, Question][] => [
    [question.name, question], ...(question.other ? [[otherOf(question), words(otherOf(question), OTHER_WORDS)] as [string, Question]] : []),
  ]));
  return Object.fromEntries(Object.entries(given).filter(([, value]) => !isEmpty(value)).map(([name, value]) => {
    const question = byName.get(name);
    if (!question) throw new Refusal('INVALID', 'No question has this name.', ['answers', name]);
    return [name, checkedValue(question, value)];
  }));
}

function words(name: string, most: number): Question {
  return { name, title: name, kind: 'WORDS', choices: [], from: 0, to: 0, most, follows: [], other: false };
}

function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
}

function checkedValue(question: Question, value: unknown): Value {
  const wrong = (expected: string) => new Refusal('INVALID', `Expected ${expected}.`, ['answers', question.name]);
  switch (question.kind) {
    case 'CHOICE':
      if (!isChoice(question, value)) throw wrong('one of the choices');
      return value;
    case 'CHOICES':
      if (!Array.isArray(value) || !value.every(each => isChoice(question, each)) || new Set(value).size < value.length) throw wrong('a list of choices, each once');
      if (value.length > question.most) throw wrong(`at most ${question.most} choices`);
      return value;
    case 'YES_NO':
      if (typeof value !== 'boolean') throw wrong('true or false');
      return value;
    case 'RATING':
    case 'NUMBER':
      if (typeof value !== 'number' || !Number.isFinite(value) || value < question.from || value > question.to || (question.kind === 'RATING' && !Number.isInteger(value))) {
        throw wrong(`a number from ${question.from} to ${question.to}`);
      }
      return value;
    case 'DATE':
      if (!isDay(value)) throw wrong('a day as YYYY-MM-DD');
      return value;
    case 'WORDS':
      if (typeof value !== 'string' || value.trim() === '' || value.length > question.most || value.includes('\0')) throw wrong(`1 to ${question.most} characters`);
      return value.trim();
  }
}

function isChoice({ choices, other }: Question, value: unknown): value is string | number {
  return choices.some(choice => choice.value === value) || (other && value === OTHER);
}

function isDay(value: unknown): value is string {
  try {
    return typeof value === 'string' && calendarDate(value) === value;
  } catch {
    return false;
  }
}
