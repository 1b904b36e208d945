import { Button } from 'antd';
import { useState, type FormEvent, type ReactNode } from 'react';
import { useParams } from 'wouter';
import { ask, newKey } from '../api/ask.ts';
import { useAsked } from '../api/use-asked.ts';
import { dayAndTime } from '../format.ts';
import { CaseFollowUpDocument, CaseRateDocument, CaseReopenDocument, MyCaseDocument, type MyCaseFieldsFragment } from '../generated/documents.ts';
import { useWords } from '../language.ts';
import { FaultNotice, Loading, Nothing, Problem } from '../ui/notice.tsx';
import { useDeed } from '../ui/use-deed.ts';
import { MOVES, REFUSALS, say } from '../words.ts';
import { Standing } from './cases-page.tsx';
import { DeedButton } from './deed-button.tsx';
import { mine, RATINGS } from './words.ts';

/** One matter: how it stands, what was done, and, once it is done, what they say of it. */
export default function CasePage(): ReactNode {
  const t = useWords();
  const { id } = useParams<{ id: string }>();
  const { data, fault, again } = useAsked(MyCaseDocument, { id });
  const matter = data?.case;
  if (fault) return <FaultNotice of={fault} onRetry={again} />;
  if (!data) return <Loading rows={6} />;
  if (!matter) return <Nothing of={say.noSuchCase} />;
  return (
    <>
      <h1>{matter.title}</h1>
      <section className="card" aria-label={t(mine.cases)}>
        <p><b><Standing of={matter} /></b></p>
        <p className="quiet">{matter.trackingNumber}{matter.category && ` · ${matter.category.name}`}</p>
        {matter.outcome === null && <p className="quiet">{t(mine.expected)} {dayAndTime(matter.dueAt)}</p>}
        {matter.description !== matter.title && <p>{matter.description}</p>}
      </section>
      <Opinion matter={matter} again={again} />
      <section className="card" aria-labelledby="steps-title">
        <h2 id="steps-title">{t(say.steps)}</h2>
        <ul className="plain-rows">{matter.steps.toReversed().map(({ id: key, move, at, note }) => <li key={key}><strong>{t(MOVES[move])}</strong> <span className="quiet">{dayAndTime(at)}</span>{note && <p>{note}</p>}</li>)}</ul>
      </section>
    </>
  );
}

function Opinion({ matter: { id, rating, confirmedResolved, viewerCanMove }, again }: { readonly matter: MyCaseFieldsFragment; readonly again: () => void }): ReactNode {
  const t = useWords();
  const answer = (resolved: boolean) => async () => (await ask(CaseFollowUpDocument, { input: { caseId: id, contacted: true, resolved, source: 'RESIDENT', idempotencyKey: newKey() } })).caseFollowUp;
  const rate = (stars: number) => async () => (await ask(CaseRateDocument, { input: { caseId: id, rating: stars, idempotencyKey: newKey() } })).caseRate;
  const rated = RATINGS.find(({ stars }) => stars === rating);
  return (
    <>
      {confirmedResolved === null && viewerCanMove.includes('FOLLOW_UP') && (
        <section className="card" aria-labelledby="resolved-title">
          <h2 id="resolved-title">{t(mine.resolvedAsk)}</h2>
          <div className="touches">
            <DeedButton type="primary" deed={answer(true)} then={again}>{t(mine.resolved)}</DeedButton>
            <DeedButton deed={answer(false)} then={again}>{t(mine.unresolved)}</DeedButton>
          </div>
        </section>
      )}
      {rated && <p className="card">{t(mine.yourRating)} <strong>{t(rated)}</strong></p>}
      {!rated && viewerCanMove.includes('RATE') && (
        <section className="card" aria-labelledby="rate-title">
          <h2 id="rate-title">{t(mine.rateAsk)}</h2>
          <div className="touches">{RATINGS.map(each => <DeedButton key={each.stars} deed={rate(each.stars)} then={again}>{t(each)}</DeedButton>)}</div>
        </section>
      )}
      {confirmedResolved === false && viewerCanMove.includes('REOPEN') && <Reopen caseId={id} again={again} />}
    </>
  );
}

function Reopen({ caseId, again }: { readonly caseId: string; readonly again: () => void }): ReactNode {
  const t = useWords();
  const [reason, write] = useState('');
  const { busy, problem, run } = useDeed();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    run(async () => {
      const { caseReopen: { userErrors: [refused] } } = await ask(CaseReopenDocument, { input: { caseId, reason, idempotencyKey: newKey() } });
      if (refused) return REFUSALS[refused.code];
      again();
      return null;
    });
  };
  return (
    <form className="card lines" onSubmit={submit}>
      <label>{t(mine.reopenWhy)}<textarea rows={2} required maxLength={500} value={reason} onChange={({ target }) => write(target.value)} /></label>
      <Button htmlType="submit" disabled={busy}>{t(mine.reopen)}</Button>
      <Problem of={problem} />
    </form>
  );
}
