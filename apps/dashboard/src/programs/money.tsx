import { Button, Popconfirm, Segmented } from 'antd';
import { useState, type ReactNode } from 'react';
import { ask, newKey } from '../api/ask.ts';
import { dayAndTime, yuan } from '../format.ts';
import { ProgramReverseFundingDocument, ProgramReverseSpendingDocument } from '../generated/documents.ts';
import { useWords } from '../language.ts';
import { Nothing, Problem } from '../ui/notice.tsx';
import { refusal } from '../ui/refusal.ts';
import { useDeed } from '../ui/use-deed.ts';
import { say } from '../words.ts';
import { ReceiveForm, SpendForm } from './money-forms.tsx';
import type { ShownProgram } from './program-page.tsx';
import { FUNDING_KINDS, FUNDING_SOURCES, programs } from './words.ts';

interface MoneyProps {
  readonly program: ShownProgram;
  /** Whether the viewer may record money, and take back what was recorded by mistake. */
  readonly mayBook: boolean;
  readonly again: () => void;
}

/** What a program may spend, what it got, what it paid and what is left, down to each entry. */
export function Money({ program, mayBook, again }: MoneyProps): ReactNode {
  const t = useWords();
  const [part, choose] = useState<'spending' | 'funding'>('spending');
  const { busy, problem, run } = useDeed();
  const { id, budget, money, funding, spending, status } = program;
  if (!money || budget === null) return <section className="card" aria-label={t(programs.money)}><Nothing of={programs.insideOnly} /></section>;
  const takeBackSpending = (spendingId: string) => run(async () => {
    const { programReverseSpending } = await ask(ProgramReverseSpendingDocument, { input: { spendingId, idempotencyKey: newKey() } });
    again();
    return refusal(programReverseSpending);
  });
  const takeBackFunding = (fundingId: string) => run(async () => {
    const { programReverseFunding } = await ask(ProgramReverseFundingDocument, { input: { fundingId, idempotencyKey: newKey() } });
    again();
    return refusal(programReverseFunding, { INSUFFICIENT: programs.spentAlready });
  });
  const takeBack = (state: 'RECORDED' | 'REVERSED', title: string, on: () => void) => (
    state === 'REVERSED' ? <span className="bad">{t(programs.reversed)}</span> : mayBook && (
      <Popconfirm title={t(programs.reverseSure)} onConfirm={on}><Button size="small" type="text" disabled={busy} aria-label={`${t(programs.reverse)} ${title}`}>{t(programs.reverse)}</Button></Popconfirm>
    )
  );
  const sums = [
    [programs.budget, budget], [programs.received, money.received], ...(money.inKind > 0 ? [[programs.inKind, money.inKind] as const] : []),
    [programs.spent, money.spent], [programs.left, budget - money.spent], [programs.balance, money.balance],
  ] as const;
  return (
    <section className="card" aria-labelledby="program-money">
      <header><h2 id="program-money">{t(programs.money)}</h2></header>
      <dl className="sums">{sums.map(([term, fen]) => <div key={term.en}><dt>{t(term)}</dt><dd className="number">{yuan(fen)}</dd></div>)}</dl>
      <div className="track" aria-hidden="true"><span style={{ width: `${Math.min(100, budget === 0 ? 0 : (money.spent / budget) * 100)}%` }} /></div>
      <Segmented
        aria-label={t(say.view)} value={part} onChange={choose}
        options={[{ value: 'spending', label: t(programs.spending) }, { value: 'funding', label: t(programs.funding) }]}
      />
      {part === 'spending' && spending?.length === 0 && <Nothing of={programs.nothingSpent} />}
      {part === 'funding' && funding?.length === 0 && <Nothing of={programs.nothingReceived} />}
      <Problem of={problem} />
      <ul className="rows">
        {part === 'spending' && spending?.map(each => (
          <li key={each.id}>
            <span className="line"><span>{each.purpose}</span><strong className="number">{yuan(each.amount)}</strong></span>
            <span className="facts quiet"><span>{each.payee}</span><span>{dayAndTime(each.spentAt)}</span>{each.vouchers.map(({ id: key, fileName, url }) => url && <a key={key} href={url}>{fileName}</a>)}{takeBack(each.state, each.purpose, () => takeBackSpending(each.id))}</span>
          </li>
        ))}
        {part === 'funding' && funding?.map(each => (
          <li key={each.id}>
            <span className="line"><span>{each.sponsor}</span><strong className="number">{yuan(each.amount)}</strong></span>
            <span className="facts quiet"><span>{t(FUNDING_KINDS[each.kind])} · {t(FUNDING_SOURCES[each.source])}</span><span>{dayAndTime(each.receivedAt)}</span><span>{each.note}</span>{takeBack(each.state, each.sponsor, () => takeBackFunding(each.id))}</span>
          </li>
        ))}
      </ul>
      {mayBook && status !== 'CANCELLED' && (part === 'spending' ? <SpendForm program={id} onDone={again} /> : <ReceiveForm program={id} onDone={again} />)}
    </section>
  );
}
