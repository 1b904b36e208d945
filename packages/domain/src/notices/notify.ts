import { newId } from '../shared/ids.ts';
import type { Transaction } from '../shared/transaction.ts';
import type { NoticeKind, Params, ValuesOf } from './notice-kind.ts';
import { Notice } from './notice.entity.ts';
import { accountsToTell } from './notices.read.ts';
import { deliveredAt, hoursOf } from './quiet-hours.rule.ts';
import type { Recipients } from './recipients.ts';

/** One thing to tell some people. */
export interface Letter<P extends Params> {
  readonly to: Recipients;
  readonly params: ValuesOf<P>;
  /** Id of the record that it is about, of the entity that the kind names. */
  readonly about?: string;
  /** Does not wait for quiet hours to end. */
  readonly urgent?: boolean;
}

/**
 * Tells people something, in the transaction in which it happened: they are told exactly if it was committed. Each is
 * told once; whoever does it is not told, nor is a disabled account.
 */
export function notify<P extends Params>(tx: Transaction, kind: NoticeKind<P>, letter: Letter<P>): Promise<void> {
  return notifyEach(tx, kind, [letter]);
}

/** The same with something else to say to each, in one insert. */
export async function notifyEach<P extends Params>(tx: Transaction, kind: NoticeKind<P>, letters: readonly Letter<P>[]): Promise<void> {
  const addressed: { letter: Letter<P>; accountId: string }[] = [];
  for (const letter of letters) {
    for (const accountId of new Set(await letter.to(tx))) if (accountId !== tx.performer.accountId) addressed.push({ letter, accountId });
  }
  if (addressed.length === 0) return;
  const told = await tx.rows(accountsToTell, [...new Set(addressed.map(({ accountId }) => accountId))]);
  const quiet = new Map(told.map(account => [account.id, hoursOf(account.chosen ? account : undefined)]));
  await tx.bulkInsert(Notice, addressed.flatMap(({ letter: { params, about, urgent = false }, accountId }) => {
    const hours = quiet.get(accountId);
    return hours === undefined ? [] : [{
      id: newId(), accountId, kind: kind.kind, params: kept(kind, params), subjectKind: about ? kind.about : null, subjectId: about ?? null,
      urgent, createdAt: tx.at, deliverAt: deliveredAt(tx.at, hours, urgent), readAt: null,
    }];
  }));
}

function kept<P extends Params>({ params }: NoticeKind<P>, values: ValuesOf<P>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(params).map(([name, param]) => [name, param.keep(values[name])]));
}
