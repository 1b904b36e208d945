/** What was worked out about objects: once for each question, and kept while the object is. */
export class Remembered<Subject extends object, Answer> {
  readonly #answers = new WeakMap<Subject, Map<string, Answer>>();

  /** @param work must not fail: what it gives is given to everybody who asks the same */
  of(subject: Subject, question: string, work: () => Answer): Answer {
    const answers = this.#answers.get(subject) ?? new Map<string, Answer>();
    if (answers.size === 0) this.#answers.set(subject, answers);
    const known = answers.get(question);
    if (known !== undefined) return known;
    const answer = work();
    answers.set(question, answer);
    return answer;
  }
}
