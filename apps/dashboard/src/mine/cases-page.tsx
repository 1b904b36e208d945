import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { useAsked } from '../api/use-asked.ts';
import { useKeptUp } from '../api/use-kept-up.ts';
import { dayAndTime } from '../format.ts';
import { MyCasesDocument, type MyCaseFieldsFragment } from '../generated/documents.ts';
import { useWords } from '../language.ts';
import { FaultNotice, Loading, Nothing } from '../ui/notice.tsx';
import { OUTCOMES } from '../words.ts';
import { CaseForm } from './case-form.tsx';
import { useMine, useWithPerson } from './person.ts';
import { mine, PLAIN_STATUSES } from './words.ts';

const MOST = 50;

/** What somebody has brought in, and one more. */
export default function CasesPage(): ReactNode {
  const t = useWords();
  const { person } = useMine();
  const { data, fault, again } = useAsked(MyCasesDocument, { person: person?.id ?? null, first: MOST });
  useKeptUp(again);
  return (
    <>
      <h1>{t(mine.cases)}</h1>
      <CaseForm onSent={again} />
      {fault && <FaultNotice of={fault} onRetry={again} />}
      {!data && !fault && <Loading />}
      {data?.cases.nodes.length === 0 && <Nothing of={mine.noCases} />}
      <ul>{data?.cases.nodes.map(matter => <MyCase key={matter.id} matter={matter} />)}</ul>
    </>
  );
}

function MyCase({ matter }: { readonly matter: MyCaseFieldsFragment }): ReactNode {
  const t = useWords();
  const withPerson = useWithPerson();
  const { id, title, receivedAt, rating, viewerCanMove } = matter;
  return (
    <li className="card">
      <Link href={withPerson(`/mine/cases/${id}`)}><h2>{title}</h2></Link>
      <p><Standing of={matter} /></p>
      <p className="quiet">{dayAndTime(receivedAt)}</p>
      {rating === null && viewerCanMove.includes('RATE') && <p><Link href={withPerson(`/mine/cases/${id}`)}><b>{t(mine.rateAsk)} ›</b></Link></p>}
    </li>
  );
}

/** Where a matter stands, in plain words. */
export function Standing({ of: { status, outcome } }: { readonly of: Pick<MyCaseFieldsFragment, 'status' | 'outcome'> }): ReactNode {
  const t = useWords();
  return <span className={status === 'HANDLED' || status === 'CLOSED' ? 'good' : undefined}>{t(PLAIN_STATUSES[status])}{outcome && `（${t(OUTCOMES[outcome])}）`}</span>;
}
