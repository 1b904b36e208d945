import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { Connection } from '../api/pages.ts';
import { usePages } from '../api/use-pages.ts';
import { dayAndTime } from '../format.ts';
import { FigureRecordsDocument, type FigureRecordsQuery, type FigureRecordsQueryVariables, type IndicatorUnit, type RecordsFieldsFragment } from '../generated/documents.ts';
import { useWords } from '../language.ts';
import { More } from '../ui/more.tsx';
import { FaultNotice, Loading, Nothing } from '../ui/notice.tsx';
import { STATUSES } from '../words.ts';
import { contributed } from './contributed.ts';
import { compares, hiddenRecords, OTHER_RECORD, RECORDS, recordsInAll } from './words.ts';

interface RecordsProps {
  readonly asked: Omit<FigureRecordsQueryVariables, 'after'>;
  readonly unit: IndicatorUnit;
}

/** The records that a side of a figure counts, page after page, and how many of them one may not see. */
export function Records({ asked, unit }: RecordsProps): ReactNode {
  const t = useWords();
  const pages = usePages(FigureRecordsDocument, asked, data => recordsIn(data) ?? NONE);
  const { data, rows, fault, again } = pages;
  const records = data && recordsIn(data);
  if (fault) return <FaultNotice of={fault} onRetry={again} />;
  if (!data) return <Loading rows={6} />;
  if (!records) return <Nothing of={compares.noRecords} />;
  const { totalCount, hiddenCount, hidden } = records;
  return (
    <>
      <p className="quiet">
        {t(recordsInAll(totalCount))}{hiddenCount > 0 && ` ${t(hiddenRecords(hiddenCount, contributed(hidden, asked.above, unit)))}`}
      </p>
      {totalCount + hiddenCount === 0 && <Nothing of={compares.noRecords} />}
      <ul className="records">{rows.map((record, n) => <RecordRow key={`${record.node?.id ?? ''} ${n}`} record={record} added={contributed(record.contribution, asked.above, unit)} />)}</ul>
      <More pages={pages} />
    </>
  );
}

/** Of the side that was asked for; null where the place has no such figure. */
function recordsIn({ indicatorValues: [value] }: FigureRecordsQuery): RecordsFieldsFragment | null {
  return value?.numeratorRecords ?? value?.denominatorRecords ?? null;
}

const NONE: Connection<RecordsFieldsFragment['nodes'][number]> = { nodes: [], pageInfo: { hasNextPage: false, endCursor: null } };

function RecordRow({ record: { at, place, node, contribution }, added }: { readonly record: RecordsFieldsFragment['nodes'][number]; readonly added: string }): ReactNode {
  const t = useWords();
  const kind = t(RECORDS[node?.__typename ?? ''] ?? OTHER_RECORD);
  return (
    <li>
      <span>
        {node?.__typename === 'Case'
          ? <><Link href={`/cases/${node.id}`}>{node.title}</Link> <span className="quiet small">{node.trackingNumber} {t(STATUSES[node.status])}</span></>
          : <>{kind} {node && 'title' in node && node.title}{node && 'name' in node && node.name}</>}
      </span>
      <span className="quiet small">{place.name} · {dayAndTime(at)}</span>
      {contribution !== 1 && <span className="number">{added}</span>}
    </li>
  );
}
