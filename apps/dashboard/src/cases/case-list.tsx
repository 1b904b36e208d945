import type { ReactNode } from 'react';
import type { CaseFilter, CaseStatus } from '../generated/documents.ts';
import { useWords } from '../language.ts';
import { More } from '../ui/more.tsx';
import { FaultNotice, Loading, Nothing } from '../ui/notice.tsx';
import { say, type Words } from '../words.ts';
import { CaseRow } from './case-row.tsx';
import { useCases } from './use-cases.ts';

interface CaseListProps {
  readonly title: Words;
  readonly filter: CaseFilter & { readonly placeId: string; readonly statuses: readonly CaseStatus[] };
  readonly viewerId: string;
  /** Whether one that is done stays where it was. */
  readonly stays?: boolean;
}

const PAGE = 20;

/** Cases that fit a filter, the latest received first, with what the viewer can do. */
export function CaseList({ title, filter, viewerId, stays = true }: CaseListProps): ReactNode {
  const t = useWords();
  const pages = useCases(filter, PAGE, stays);
  const { data, rows, total, fault, again } = pages;
  const id = `cases-${filter.statuses.join('-')}`;
  return (
    <section className="card" aria-labelledby={id}>
      <header>
        <h2 id={id}>{t(title)}</h2>
        {total !== null && <span className="quiet">{total}</span>}
      </header>
      {fault && <FaultNotice of={fault} onRetry={again} />}
      {!data && !fault && <Loading />}
      {data && rows.length === 0 && <Nothing of={say.noCases} />}
      <ul>{rows.map(matter => <CaseRow key={matter.id} matter={matter} viewerId={viewerId} />)}</ul>
      <More pages={pages} />
    </section>
  );
}
