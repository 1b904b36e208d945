import { Timeline } from 'antd';
import type { ReactNode } from 'react';
import { Link, useParams } from 'wouter';
import { useAsked } from '../api/use-asked.ts';
import { dayAndTime } from '../format.ts';
import { useGround } from '../frame/ground.ts';
import { CaseDocument } from '../generated/documents.ts';
import { useWords } from '../language.ts';
import { FaultNotice, Loading, Nothing } from '../ui/notice.tsx';
import { MOVES, say, STATUSES } from '../words.ts';
import { CaseRow } from './case-row.tsx';
import './cases.css';

/** One case: what it is about, what was done, and what can be done. */
export default function CasePage(): ReactNode {
  const t = useWords();
  const { viewer } = useGround();
  const { id } = useParams<{ id: string }>();
  const { data, fault, again } = useAsked(CaseDocument, { id });
  const matter = data?.case;
  return (
    <>
      <div className="head"><h1>{t(say.case)} {matter?.trackingNumber}</h1><Link href="/cases">{t(say.openCases)}</Link></div>
      {fault && <FaultNotice of={fault} onRetry={again} />}
      {!data && !fault && <Loading />}
      {data && !matter && <Nothing of={say.noSuchCase} />}
      {matter && (
        <div className="case-columns">
          <section className="card" aria-label={t(say.case)}>
            <ul><CaseRow matter={matter} viewerId={viewer.id} /></ul>
            {matter.description && <p>{matter.description}</p>}
          </section>
          <section className="card" aria-labelledby="steps-title">
            <header><h2 id="steps-title">{t(say.steps)}</h2></header>
            <Timeline
              items={matter.steps.map(({ id: key, move, status, at, note }) => ({
                key, content: <><strong>{t(MOVES[move])}</strong> <span className="quiet">{t(STATUSES[status])} · {dayAndTime(at)}</span>{note && <p>{note}</p>}</>,
              }))}
            />
          </section>
        </div>
      )}
    </>
  );
}
