import { CaseClosing } from '@linli/domain/cases/case-closing.entity';
import type { CaseStep } from '@linli/domain/cases/case-step.entity';
import { ANSWER_DAYS } from '@linli/domain/cases/deadlines';
import type { Case } from '@linli/domain/cases/case.entity';
import type { CaseMoveName } from '@linli/domain/cases/moves';
import { newId } from '@linli/domain/shared/ids';
import type { NewRow } from '@linli/domain/shared/read';
import { DAY } from './hours.ts';

/** What a move carries beside who and when. */
interface More {
  readonly note?: string;
  readonly details?: Record<string, unknown>;
}

/**
 * A case with the steps of its history. Moves are made by the case's own methods, in the order of time, and only up to
 * now: whatever would come later has not happened, and the case stays in the state it is in.
 */
export class CaseFile {
  readonly matter: Case;
  readonly steps: NewRow<CaseStep>[] = [];
  readonly closings: NewRow<CaseClosing>[] = [];
  readonly #now: Date;
  #stopped = false;

  /** @param by who took the case in; null where nobody did */
  constructor(matter: Case, by: string | null, now: Date) {
    this.matter = matter;
    this.#now = now;
    this.#record('submit', matter.receivedAt, by);
  }

  /** When the latest step was. */
  get latest(): Date {
    return this.steps.at(-1)?.at ?? this.matter.receivedAt;
  }

  /** @returns whether it has happened; once something has not, nothing after it does. */
  happens(move: CaseMoveName, at: Date, by: string | null, apply: (matter: Case) => void, more?: More): boolean {
    if (this.#stopped || at > this.#now) {
      this.stop();
      return false;
    }
    this.#markOverdue(at);
    const { status: before } = this.matter;
    apply(this.matter);
    if (move === 'close') this.closings.push(CaseClosing.of(this.matter));
    if (move === 'reopen' && before === 'CLOSED') Object.assign(this.closings.at(-1) ?? {}, { reopenedAt: at });
    this.#record(move, at, by, more);
    return true;
  }

  /** As the worker does when nobody has answered. */
  closesUnanswered(): boolean {
    const { handledAt } = this.matter;
    if (!handledAt) return false;
    const at = new Date(handledAt.getTime() + ANSWER_DAYS * DAY);
    return this.happens('close', at, null, matter => matter.close(at, true));
  }

  /** Nothing happens any more; a deadline that has passed meanwhile is marked. */
  stop(): void {
    if (!this.#stopped) this.#markOverdue(this.#now);
    this.#stopped = true;
  }

  /** As the worker does when a deadline passes. */
  #markOverdue(at: Date): void {
    const { matter } = this;
    if (!matter.isOverdue(at)) return;
    matter.overdueAt = matter.dueAt;
    this.#record('overdue', matter.dueAt, null);
  }

  #record(move: NewRow<CaseStep>['move'], at: Date, accountId: string | null, { note, details }: More = {}): void {
    const { id: caseId, cycle, status } = this.matter;
    this.steps.push({ id: newId(), caseId, cycle, move, status, at, recordedAt: at, accountId, note: note ?? null, details: details ?? null });
  }
}
