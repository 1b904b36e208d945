import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { Link } from 'wouter';
import { useAsked } from '../api/use-asked.ts';
import { dayAndTime } from '../format.ts';
import { FigureRecordsDocument, type FigureRecordsQueryVariables, type IndicatorUnit, type RecordsFieldsFragment } from '../generated/documents.ts';
import { useWords } from '../language.ts';
import { FaultNotice, Loading, Nothing } from '../ui/notice.tsx';
import { say, STATUSES } from '../words.ts';
import { contributed } from './contributed.ts';
import { compares, hiddenRecords, OTHER_RECORD, RECORDS, recordsInAll } from './words.ts';

interface RecordsProps {
  readonly asked: Omit<FigureRecordsQueryVariables, 'after'>;
  readonly unit: IndicatorUnit;
  /** Cursor of the page before; the first page without. */
  readonly after?: string | null;
}

/** The records that a side of a figure counts, page after page, and how many of them one may not see. */
export function Records({ asked, unit, after = null }: RecordsProps): ReactNode {
  const t = useWords();
  const [goesOn, setGoesOn] = useState(false);
  const { data, fault, again } = useAsked(FigureRecordsDocument, { ...asked, after });
  const [value] = data?.indicatorValues ?? [];
  const records = value?.numeratorRecords ?? value?.denominatorRecords;
  if (fault) return <FaultNotice of={fault} onRetry={again} />;
  if (!data) return <Loading rows={6} />;
  if (!records) return <Nothing of={compares.noRecords} />;
  const { nodes, totalCount, hiddenCount, hidden, pageInfo: { hasNextPage, endCursor } } = records;
  return (
    <>
      {after === null && (
        <p className="quiet">
          {t(recordsInAll(totalCount))}{hiddenCount > 0 && ` ${t(hiddenRecords(hiddenCount, contributed(hidden, asked.above, unit)))}`}
        </p>
      )}
      {after === null && totalCount + hiddenCount === 0 && <Nothing of={compares.noRecords} />}
      <ul className="records">{nodes.map((record, n) => <RecordRow key={`${record.node?.id ?? ''} ${n}`} record={record} added={contributed(record.contribution, asked.above, unit)} />)}</ul>
      {hasNextPage && !goesOn && <Button onClick={() => setGoesOn(true)}>{t(say.more)}</Button>}
      {goesOn && <Records asked={asked} unit={unit} after={endCursor} />}
    </>
  );
}

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
