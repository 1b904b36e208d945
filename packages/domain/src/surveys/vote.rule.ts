import { Refusal } from '../shared/refusal.ts';
import { whole } from '../shared/whole.ts';
import { words } from '../shared/words.ts';
import type { Content } from './content.rule.ts';
import { FEWEST, type ChoiceResult, type Results } from './results.rule.ts';

const MOST_OPTIONS = 20;
const LONGEST_OPTION = 100;
/** The one question of a vote. */
export const BALLOT = 'ballot';

/**
 * A vote as a questionnaire of one question. Options are named by their number, from 1 on.
 * @throws Refusal INVALID for fewer than two options, too many, the same twice, or a number of choices that makes no sense
 */
export function voteContent(title: string, options: readonly string[], most: number): Content {
  if (options.length < 2 || options.length > MOST_OPTIONS) throw new Refusal('INVALID', `A vote has 2 to ${MOST_OPTIONS} options.`, ['options']);
  const choices = options.map((option, index) => ({ value: String(index + 1), text: words(option, LONGEST_OPTION, 'options', String(index)) }));
  const twice = choices.findIndex(({ text }, index) => choices.findIndex(other => other.text === text) < index);
  if (twice >= 0) throw new Refusal('INVALID', 'The same option twice.', ['options', String(twice)]);
  whole(most, 1, options.length - 1, 'most');
  const question = most === 1 ? { type: 'radiogroup' } : { type: 'checkbox', maxSelectedChoices: most };
  return { title, elements: [{ ...question, name: BALLOT, title, isRequired: true, choices }] };
}

/** What a vote came to. */
export interface VoteOutcome {
  readonly ballots: number;
  readonly asked: number;
  /** Whether enough took part for it to count. */
  readonly quorumReached: boolean;
  /** Without their ballots where they are withheld. */
  readonly options: readonly ChoiceResult[];
  /** What was chosen most often, where it counts: several when they are equal. */
  readonly chosen: readonly string[];
  /** Of a secret vote of fewer than ten, how many chose what would tell how somebody voted. */
  readonly withheld: boolean;
}

/** Of one or two ballots, what was chosen says whose they are. */
const FEWEST_TO_CHOOSE = 3;

/** @param full the results as they are: an open vote's are public by nature; a secret one tells no more of fewer than ten than what was decided */
export function outcomeOf({ total, questions }: Results, asked: number, quorumPercent: number, secret: boolean): VoteOutcome {
  const options = (questions[0]?.choices ?? []).map(choice => ({ ...choice, n: choice.n ?? 0 }));
  const ballots = total ?? 0;
  const quorumReached = ballots > 0 && ballots * 100 >= quorumPercent * asked;
  const most = Math.max(0, ...options.map(({ n }) => n));
  const withheld = secret && ballots > 0 && ballots < FEWEST;
  const told = quorumReached && !(withheld && ballots < FEWEST_TO_CHOOSE);
  const chosen = told ? options.filter(({ n }) => n === most).map(({ value }) => value) : [];
  return { ballots, asked, quorumReached, options: withheld ? options.map(option => ({ ...option, n: null })) : options, chosen, withheld };
}
