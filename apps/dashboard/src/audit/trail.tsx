import type { ReactNode } from 'react';
import { usePages } from '../api/use-pages.ts';
import { dayAndTime } from '../format.ts';
import { AuditTrailDocument, type AuditTrailQuery } from '../generated/documents.ts';
import { useWords } from '../language.ts';
import { More } from '../ui/more.tsx';
import { FaultNotice, Loading, Nothing } from '../ui/notice.tsx';
import { ACTIONS, audit } from './words.ts';

interface TrailProps {
  /** Global id of a case or place; null: everything. */
  readonly subject: string | null;
}

type Written = AuditTrailQuery['auditTrail']['nodes'][number]['written'][number];

/** Rows that were written alike, once, with how many there were: an import writes thousands. */
function gathered(written: readonly Written[]): { row: Written; times: number }[] {
  const alike = Map.groupBy(written, ({ entity, action, fields }) => `${action} ${entity} ${fields.join()}`);
  return [...alike.values()].flatMap(rows => rows.slice(0, 1).map(row => ({ row, times: rows.length })));
}

/** What was done, the latest first, page after page. */
export function Trail({ subject }: TrailProps): ReactNode {
  const t = useWords();
  const pages = usePages(AuditTrailDocument, { subject }, data => data.auditTrail);
  const { data, rows, fault, again } = pages;
  if (fault) return <FaultNotice of={fault} onRetry={again} />;
  if (!data) return <Loading rows={6} />;
  const actionOf = (action: string) => t(ACTIONS[action] ?? { zh: action, en: action });
  return (
    <>
      {rows.length === 0 && <Nothing of={audit.none} />}
      <ul className="rows">
        {rows.map(({ id, at, account, command, address, written }) => (
          <li key={id}>
            <p className="line"><code>{command}</code><span>{account?.displayName ?? t(audit.system)}</span><span className="quiet small">{dayAndTime(at)} {address}</span></p>
            <p className="quiet small">{gathered(written).map(({ row: { entity, action, fields }, times }) => `${actionOf(action)} ${entity}${times > 1 ? ` × ${times}` : ''}${fields.length > 0 ? `（${fields.join('、')}）` : ''}`).join('；')}</p>
          </li>
        ))}
      </ul>
      <More pages={pages} />
    </>
  );
}
