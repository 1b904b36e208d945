import { Tag } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { dayAndTime } from '../format.ts';
import { useWords } from '../language.ts';
import { KINDS, OUTCOMES, say, STATUSES } from '../words.ts';
import { CaseButtons } from './case-buttons.tsx';
import type { Matter } from './use-cases.ts';

export function CaseRow({ matter, viewerId }: { readonly matter: Matter; readonly viewerId: string }): ReactNode {
  const t = useWords();
  const { id, title, kind, status, outcome, trackingNumber, category, assignee, dueAt, overdueAt } = matter;
  return (
    <li className="case" data-status={status}>
      <div className="line">
        <h3><Link href={`/cases/${id}`}>{title}</Link></h3>
        <Tag variant="filled" color={status === 'RECEIVED' ? 'warning' : status === 'HANDLED' || status === 'CLOSED' ? 'success' : 'processing'}>
          {t(STATUSES[status])}{outcome && ` · ${t(OUTCOMES[outcome])}`}
        </Tag>
      </div>
      <p className="quiet facts">
        <span className="number">{trackingNumber}</span>
        <span>{placeName(matter)}</span>
        <span>{[t(KINDS[kind]), category?.name, assignee?.displayName].filter(Boolean).join(' · ')}</span>
        <span className={overdueAt ? 'bad' : undefined}>{t(overdueAt ? say.overdue : say.due)} {dayAndTime(dueAt)}</span>
      </p>
      <CaseButtons matter={matter} viewerId={viewerId} />
    </li>
  );
}

/** `西关社区 第1网格`. */
export function placeName({ place }: Pick<Matter, 'place'>): string {
  if (!place) return '';
  const below = place.level === 'GRID' || place.level === 'MICRO_GRID';
  return below && place.parent && !place.name.startsWith(place.parent.name) ? `${place.parent.name} ${place.name}` : place.name;
}
