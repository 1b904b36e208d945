import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { dayAndTime } from '../format.ts';
import { useWithStreet } from '../frame/address.ts';
import { useWords } from '../language.ts';
import { FaultNotice, Loading } from '../ui/notice.tsx';
import { say } from '../words.ts';
import { placeName } from './case-row.tsx';
import { LISTED, useCases } from './use-cases.ts';

const SHOWN = 5;
const OPEN = LISTED.filter(status => status !== 'HANDLED');

/** Cases whose deadline has passed. */
export function OverdueCases({ place }: { readonly place: string }): ReactNode {
  const t = useWords();
  const withStreet = useWithStreet();
  const { data, rows, fault, again } = useCases({ placeId: place, statuses: OPEN, overdue: true }, SHOWN);
  return (
    <section className="card" aria-labelledby="overdue-title">
      <header>
        <h2 id="overdue-title">{t(say.overdueCases)}</h2>
        {data && <Link href={withStreet('/cases')}>{t(say.all)} {data.cases.totalCount}</Link>}
      </header>
      {fault && <FaultNotice of={fault} onRetry={again} />}
      {!data && !fault && <Loading />}
      {data?.cases.totalCount === 0 && <p className="quiet">{t(say.nothingOverdue)}</p>}
      <ul className="ticker">
        {rows.map(matter => (
          <li key={matter.id}>
            <p className="line"><Link href={`/cases/${matter.id}`}>{matter.title}</Link><time className="bad">{dayAndTime(matter.dueAt)}</time></p>
            <p className="quiet facts"><span>{placeName(matter)}</span><span>{matter.assignee?.displayName}</span></p>
          </li>
        ))}
      </ul>
    </section>
  );
}
