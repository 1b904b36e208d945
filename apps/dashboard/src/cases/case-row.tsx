import type { ReactNode } from 'react';
import { dayAndTime } from '../format.ts';
import { Bi } from '../ui/bi.tsx';
import { KINDS, OUTCOMES, say, STATUSES } from '../words.ts';
import { CaseButtons } from './case-buttons.tsx';
import type { Matter } from './list.ts';

interface CaseRowProps {
  readonly matter: Matter;
  readonly viewerId: string;
  readonly onMoved: (matter: Matter) => void;
}

export function CaseRow({ matter, viewerId, onMoved }: CaseRowProps): ReactNode {
  const { title, kind, status, outcome, trackingNumber, category, assignee, dueAt, overdueAt } = matter;
  return (
    <li className="case" data-status={status}>
      <div className="line">
        <h3>{title}</h3>
        <span className="status"><Bi of={STATUSES[status]} />{outcome && <> · {OUTCOMES[outcome].zh}</>}</span>
      </div>
      <p className="quiet facts">
        <span className="number">{trackingNumber}</span>
        <span>{placeName(matter)}</span>
        <span>{[KINDS[kind].zh, category?.name, assignee?.displayName].filter(Boolean).join(' · ')}</span>
        <span className={overdueAt ? 'late' : undefined}><Bi of={overdueAt ? say.overdue : say.due} /> {dayAndTime(dueAt)}</span>
      </p>
      <CaseButtons matter={matter} viewerId={viewerId} onMoved={onMoved} />
    </li>
  );
}

/** `西关社区 第1网格`. */
export function placeName({ place }: Pick<Matter, 'place'>): string {
  if (!place) return '';
  const below = place.level === 'GRID' || place.level === 'MICRO_GRID';
  return below && place.parent && !place.name.startsWith(place.parent.name) ? `${place.parent.name} ${place.name}` : place.name;
}
