import { daysLater, today } from '../format.ts';
import type { ProgramRowFragment } from '../generated/documents.ts';

/** A step of a program, and how far it is. */
export interface Step {
  readonly key: string;
  readonly title: string;
  readonly description: string | null;
  /** Null where no day was set. */
  readonly dueOn: string | null;
  readonly doneOn: string | null;
  readonly note: string | null;
  readonly overdue: boolean;
}

type Parted = Pick<ProgramRowFragment, 'parts' | 'steps' | 'beginsOn' | 'status'>;

/** What is to be done, in the order of its playbook. */
export function stepsOf({ parts, steps, beginsOn, status }: Parted): readonly Step[] {
  return parts.filter(({ kind }) => kind === 'STEP').map(({ key, content }) => {
    const { title, description = null, day = null } = content as { title: string; description?: string | null; day?: number | null };
    const mark = steps.find(({ stepKey }) => stepKey === key);
    const dueOn = day === null ? null : daysLater(beginsOn, day);
    const doneOn = mark?.doneOn ?? null;
    return { key, title, description, dueOn, doneOn, note: mark?.note ?? null, overdue: status === 'RUNNING' && doneOn === null && dueOn !== null && dueOn < today() };
  });
}

/** What somebody does in it, by the role's key. */
export function roleOf({ parts }: Pick<ProgramRowFragment, 'parts'>, roleKey: string): string {
  const found = parts.find(({ kind, key }) => kind === 'ROLE' && key === roleKey);
  return (found?.content as { title: string } | undefined)?.title ?? roleKey;
}

/** What there is to read in it. */
export function documentsOf({ parts }: Pick<ProgramRowFragment, 'parts'>): readonly { readonly key: string; readonly title: string; readonly text: string }[] {
  return parts.filter(({ kind }) => kind === 'DOCUMENT').map(({ key, content }) => ({ key, ...(content as { title: string; text: string }) }));
}
