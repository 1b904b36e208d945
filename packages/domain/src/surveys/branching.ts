import type { Model } from 'survey-core';
import { Refusal } from '../shared/refusal.ts';
import { questionsOf, type Content } from './content.rule.ts';
import { checkedAnswers, otherOf, type Answers, type Question, type Value } from './question.rule.ts';

/** Answers as they are kept: what can be counted, and apart from it what was said in words. */
export interface Answered {
  /** By question; `true` where it was answered in words. */
  readonly values: Answers;
  readonly words: Readonly<Record<string, string>>;
}

/**
 * Checks that a questionnaire is understood and holds together: names, types, choices, and conditions that can come true.
 * @throws Refusal INVALID at the path of what is wrong
 */
export async function mustHoldTogether(content: Content): Promise<void> {
  questionsOf(content);
  // 3 MB of program that few processes ever need, and none at its start
  const { lintSurvey } = await import('survey-core/linter');
  const found = lintSurvey(content).findings.find(({ severity }) => severity !== 'info');
  if (found) throw new Refusal('INVALID', found.message, ['content', ...found.path.split(/[.[\]]+/).filter(part => part !== '')]);
}

/** A questionnaire that holds together, ready to be answered any number of times. */
export class Branching {
  readonly #questions: readonly Question[];
  readonly #model: Model;

  private constructor(questions: readonly Question[], model: Model) {
    this.#questions = questions;
    this.#model = model;
  }

  static async of(content: Content): Promise<Branching> {
    const { Model } = await import('survey-core');
    const model = new Model(content);
    model.locale = 'en'; // of what it says is wrong
    return new Branching(questionsOf(content), model);
  }

  /**
   * What counts of what was given: answers to questions that were not shown, as the others were answered, are left out.
   * @throws Refusal INVALID at `answers.<name>` for a required one that is missing, or one that is not as the question asks
   */
  answered(given: unknown): Answered {
    const answers = this.#shown(checkedAnswers(this.#questions, given));
    if (Object.keys(answers).length === 0) throw new Refusal('INVALID', 'Nothing was answered.', ['answers']);
    this.#model.validate(true, false);
    for (const { name } of this.#questions) {
      const fault = this.#model.getQuestionByName(name).errors[0];
      if (fault) throw new Refusal('INVALID', fault.text || 'This has to be answered.', ['answers', name]);
    }
    return sorted(this.#questions, answers);
  }

  /** Leaves answers out until none of those left hides another. */
  #shown(answers: Answers): Answers {
    this.#model.data = { ...answers };
    const hidden = new Set(this.#questions.filter(({ name }) => !this.#model.getQuestionByName(name).isVisibleInSurvey).flatMap(question => [question.name, otherOf(question)]));
    const left = Object.entries(answers).filter(([name]) => !hidden.has(name));
    return left.length === Object.keys(answers).length ? answers : this.#shown(Object.fromEntries(left));
  }
}

function sorted(questions: readonly Question[], answers: Answers): Answered {
  const written = new Set(questions.flatMap(question => [...(question.kind === 'WORDS' ? [question.name] : []), otherOf(question)]));
  const entries = Object.entries(answers);
  return {
    values: Object.fromEntries(entries.map(([name, value]): [string, Value] => [name, written.has(name) ? true : value])),
    words: Object.fromEntries(entries.filter((entry): entry is [string, string] => written.has(entry[0]))),
  };
}
