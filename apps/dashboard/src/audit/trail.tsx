import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { useAsked } from '../api/use-asked.ts';
import { dayAndTime } from '../format.ts';
import { AuditTrailDocument } from '../generated/documents.ts';
import { useWords } from '../language.ts';
import { FaultNotice, Loading, Nothing } from '../ui/notice.tsx';
import { say } from '../words.ts';
import { ACTIONS, audit } from './words.ts';

interface TrailProps {
  /** Global id of a case or place; null: everything. */
  readonly subject: string | null;
  /** Cursor of the page before; the first page without. */
  readonly after?: string | null;
}

/** What was done, the latest first, page after page. */
export function Trail({ subject, after = null }: TrailProps): ReactNode {
  const t = useWords();
  const [goesOn, setGoesOn] = useState(false);
  const { data, fault, again } = useAsked(AuditTrailDocument, { subject, after });
  if (fault) return <FaultNotice of={fault} onRetry={again} />;
  if (!data) return <Loading rows={6} />;
  const { nodes, pageInfo: { hasNextPage, endCursor } } = data.auditTrail;
  const actionOf = (action: string) => t(ACTIONS[action] ?? { zh: action, en: action });
  return (
    <>
      {after === null && nodes.length === 0 && <Nothing of={audit.none} />}
      <ul className="rows">
        {nodes.map(({ id, at, account, command, address, written }) => (
          <li key={id}>
            <p className="line"><code>{command}</code><span>{account?.displayName ?? t(audit.system)}</span><span className="quiet small">{dayAndTime(at)} {address}</span></p>
            <p className="quiet small">{written.map(({ entity, action, fields }) => `${actionOf(action)} ${entity}${fields.length > 0 ? `（${fields.join('、')}）` : ''}`).join('；')}</p>
          </li>
        ))}
      </ul>
      {hasNextPage && !goesOn && <Button onClick={() => setGoesOn(true)}>{t(say.more)}</Button>}
      {goesOn && <Trail subject={subject} after={endCursor} />}
    </>
  );
}
