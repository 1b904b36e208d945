import type { Language } from '../notices/param.ts';
import type { Transaction } from '../shared/transaction.ts';
import type { PartRule } from './parts.rule.ts';
import type { Program } from './program.entity.ts';

/** A kind of part that playbooks are made of. The room that understands it declares it, and registered.ts registers it. */
export interface PlaybookPartKind extends PartRule {
  /** Upper case; stored with parts and written into files, so never renamed. */
  readonly key: string;
  readonly title: Readonly<Record<Language, string>>;
  /**
   * What a part brings about when its program starts, or when it is added to a running one: a questionnaire, a course.
   * Nothing for what is only read.
   * @param partKey names the part among those of its kind in the program
   */
  apply?(tx: Transaction, program: Program, content: unknown, partKey: string): Promise<void>;
}
