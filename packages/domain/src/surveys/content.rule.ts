import { Refusal } from '../shared/refusal.ts';
import { otherOf, type Choice, type Question, type QuestionKind } from './question.rule.ts';

/** A questionnaire as SurveyJS writes it. */
export type Content = Readonly<Record<string, unknown>>;

/**
 * What of SurveyJS's format is understood here. What else it knows fetches from elsewhere, runs expressions that write, holds markup or files, or
 * could not be counted: it is refused by name, not passed over.
 */
const SURVEY = ['title', 'description', 'locale', 'pages', 'elements', 'headerView', 'showProgressBar', 'showQuestionNumbers'];
const GROUP = ['type', 'name', 'title', 'description', 'visibleIf', 'elements'];
const ASKED = ['type', 'name', 'title', 'description', 'isRequired', 'requiredIf', 'visibleIf', 'placeholder'];
const LISTED = [...ASKED, 'choices', 'showOtherItem', 'otherText'];
const QUESTION: Readonly<Record<string, { readonly kind: QuestionKind; readonly keys: readonly string[] }>> = {
  radiogroup: { kind: 'CHOICE', keys: LISTED },
  dropdown: { kind: 'CHOICE', keys: LISTED },
  checkbox: { kind: 'CHOICES', keys: [...LISTED, 'maxSelectedChoices'] },
  tagbox: { kind: 'CHOICES', keys: [...LISTED, 'maxSelectedChoices'] },
  boolean: { kind: 'YES_NO', keys: [...ASKED, 'labelTrue', 'labelFalse'] },
  rating: { kind: 'RATING', keys: [...ASKED, 'rateMin', 'rateMax', 'rateType', 'minRateDescription', 'maxRateDescription'] },
  text: { kind: 'WORDS', keys: [...ASKED, 'inputType', 'min', 'max', 'maxLength'] },
  comment: { kind: 'WORDS', keys: [...ASKED, 'rows', 'maxLength'] },
};
const INPUTS: Readonly<Record<string, QuestionKind>> = { text: 'WORDS', tel: 'WORDS', number: 'NUMBER', date: 'DATE' };

const LARGEST = 48_000;
const MOST_QUESTIONS = 200;
const LONGEST_NAME = 100;
const LONGEST = { text: 200, comment: 2_000 };
const MOST_NUMBER = 1_000_000_000;

/**
 * The questions of a questionnaire in their order; whether its conditions hold together is for `branching.ts`.
 * @throws Refusal INVALID at the path in `content` of what is not understood
 */
export function questionsOf(content: Content): Question[] {
  if (typeof content !== 'object' || content === null || Array.isArray(content)) throw wrong('Expected a questionnaire in the format of SurveyJS.');
  if (JSON.stringify(content).length > LARGEST) throw wrong(`A questionnaire has at most ${LARGEST} characters.`);
  onlyKnown(content, SURVEY, []);
  const found = [...elements(content, 'pages', ROOT), ...elements(content, 'elements', ROOT)];
  if (found.length === 0 || found.length > MOST_QUESTIONS) throw wrong(`A questionnaire has 1 to ${MOST_QUESTIONS} questions.`);
  return found;
}

/** A text, or the same in several languages: Chinese where there is one. */
export function said(text: unknown, otherwise: string): string {
  if (typeof text === 'string') return text;
  const languages = (typeof text === 'object' && text !== null ? text : {}) as Readonly<Record<string, unknown>>;
  return [languages['zh-cn'], languages['default'], otherwise].find(each => typeof each === 'string') as string;
}

/** Where an element stands, and what decides whether anything there is shown. */
interface Above {
  readonly path: readonly string[];
  readonly follows: readonly string[];
}
const ROOT: Above = { path: [], follows: [] };

function elements(holder: Content, key: 'pages' | 'elements', above: Above): Question[] {
  const listed = holder[key];
  if (listed === undefined) return [];
  if (!Array.isArray(listed)) throw wrong('Expected a list.', ...above.path, key);
  return listed.flatMap((element: Content, index) => {
    const path = [...above.path, key, String(index)];
    if (typeof element !== 'object' || element === null) throw wrong('Expected a page or a question.', ...path);
    const here = { path, follows: [...above.follows, ...namedIn(element['visibleIf'])] };
    if (key === 'elements' && element['type'] !== 'panel') return [question(element, here)];
    onlyKnown(element, GROUP, path);
    return elements(element, 'elements', here);
  });
}

/** The questions that a condition looks at: `{help} = 'yes' and {hours} > 2`. */
function namedIn(condition: unknown): string[] {
  return typeof condition === 'string' ? [...condition.matchAll(/\{([^{}]+)\}/g)].map(([, name = '']) => name.trim()) : [];
}

function question(element: Content, { path, follows }: Above): Question {
  const { type, name } = element;
  const known = typeof type === 'string' && Object.hasOwn(QUESTION, type) ? QUESTION[type] : undefined;
  if (!known) throw wrong(`Expected a question of one of the types ${Object.keys(QUESTION).join(', ')}.`, ...path, 'type');
  if (typeof name !== 'string' || name.trim() === '' || name.length > LONGEST_NAME || name.includes('\0')) throw wrong(`Expected a name of 1 to ${LONGEST_NAME} characters.`, ...path, 'name');
  if (name.endsWith(otherOf({ name: '' }))) throw wrong('This ending is for the words of another choice.', ...path, 'name');
  onlyKnown(element, known.keys, path);
  const input = element['inputType'] ?? 'text';
  const kind = type !== 'text' ? known.kind : typeof input === 'string' && Object.hasOwn(INPUTS, input) ? INPUTS[input] : undefined;
  if (!kind) throw wrong(`Expected one of ${Object.keys(INPUTS).join(', ')}.`, ...path, 'inputType');
  const rates = kind === 'RATING';
  const whole = (key: string, otherwise: number) => bound(element, key, otherwise, path);
  const choices = kind === 'CHOICE' || kind === 'CHOICES' ? choicesOf(element['choices'], [...path, 'choices']) : [];
  const longest = type === 'comment' ? LONGEST.comment : LONGEST.text;
  return {
    name, title: said(element['title'], name), kind, choices, follows, other: element['showOtherItem'] === true,
    from: rates ? whole('rateMin', 1) : whole('min', -MOST_NUMBER), to: rates ? whole('rateMax', 5) : whole('max', MOST_NUMBER),
    most: kind === 'CHOICES' ? whole('maxSelectedChoices', 0) || choices.length + 1 : Math.min(longest, whole('maxLength', longest)),
  };
}

function choicesOf(listed: unknown, path: readonly string[]): Choice[] {
  if (!Array.isArray(listed) || listed.length === 0) throw wrong('Expected a list of choices.', ...path);
  return listed.map((choice: unknown, index) => {
    const [value, title] = typeof choice === 'object' && choice !== null ? [(choice as Content)['value'], (choice as Content)['text']] : [choice, undefined];
    if (typeof choice === 'object' && choice !== null) onlyKnown(choice as Content, ['value', 'text'], [...path, String(index)]);
    if ((typeof value !== 'string' && typeof value !== 'number') || value === '' || String(value).length > LONGEST.text) throw wrong('Expected a text or a number, or `value` and `text`.', ...path, String(index));
    return { value, title: said(title, String(value)) };
  });
}

function bound(element: Content, key: string, otherwise: number, path: readonly string[]): number {
  const value = element[key] ?? otherwise;
  if (typeof value !== 'number' || !Number.isInteger(value) || Math.abs(value) > MOST_NUMBER) throw wrong('Expected a whole number.', ...path, key);
  return value;
}

function onlyKnown(holder: Content, keys: readonly string[], path: readonly string[]): void {
  const other = Object.keys(holder).find(key => !keys.includes(key));
  if (other !== undefined) throw wrong('This is not supported in questionnaires here.', ...path, other);
}

function wrong(message: string, ...path: readonly string[]): Refusal {
  return new Refusal('INVALID', message, ['content', ...path]);
}
