import type { ReactNode } from 'react';
import type { Fault } from '../api/faults.ts';
import { Bi } from '../ui/bi.tsx';
import { FaultNotice, Loading } from '../ui/notice.tsx';
import { say } from '../words.ts';
import { CaseRow } from './case-row.tsx';
import type { Cases, Matter } from './list.ts';

interface CaseListProps {
  readonly cases: Cases | null;
  readonly fault: Fault | null;
  readonly viewerId: string;
  readonly more: (() => void) | null;
  readonly onMoved: (matter: Matter) => void;
}

/** The street's latest cases that are still to be dealt with, with what the viewer can do. */
export function CaseList({ cases, fault, viewerId, more, onMoved }: CaseListProps): ReactNode {
  return (
    <section className="card" aria-labelledby="cases-title">
      <header>
        <h2 id="cases-title"><Bi of={say.openCases} /></h2>
        {cases && <span className="quiet">{cases.total}</span>}
      </header>
      {fault && <FaultNotice of={fault} />}
      {!cases && !fault && <Loading />}
      {cases && cases.matters.length === 0 && <p className="quiet"><Bi of={say.noCases} /></p>}
      <ul className="cases">
        {cases?.matters.map(matter => <CaseRow key={matter.id} matter={matter} viewerId={viewerId} onMoved={onMoved} />)}
      </ul>
      {more && <button type="button" className="wide" onClick={more}><Bi of={say.more} /></button>}
    </section>
  );
}
