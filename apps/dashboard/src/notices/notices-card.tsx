import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { ask, newKey } from '../api/ask.ts';
import { useAsked } from '../api/use-asked.ts';
import { useTold } from '../api/use-told.ts';
import { NoticeArrivedDocument, NoticeMarkReadDocument, NoticesDocument } from '../generated/documents.ts';
import { useWords } from '../language.ts';
import { FaultNotice, Problem } from '../ui/notice.tsx';
import { useDeed } from '../ui/use-deed.ts';
import { REFUSALS, say } from '../words.ts';
import { NoticeRow } from './notice-row.tsx';
import './notices.css';

const SHOWN = 5;

/** What one was told and has not acknowledged, as it arrives. */
export function NoticesCard(): ReactNode {
  const t = useWords();
  const { data, fault, again } = useAsked(NoticesDocument, { unread: true, first: SHOWN });
  const { busy, problem, run } = useDeed();
  useTold(NoticeArrivedDocument, {}, again);
  const acknowledge = (noticeIds: readonly string[]) => run(async () => {
    const { noticeMarkRead: { userErrors: [refused] } } = await ask(NoticeMarkReadDocument, { input: { noticeIds, idempotencyKey: newKey() } });
    again();
    return refused ? REFUSALS[refused.code] : null;
  });
  const notices = data?.notices.nodes ?? [];
  return (
    <section className="card" aria-labelledby="notices-title">
      <header>
        <h2 id="notices-title"><Link href="/notices">{t(say.notices)}</Link></h2>
        {data && data.notices.totalCount > 0 && <span className="quiet">{data.notices.totalCount}</span>}
      </header>
      {fault && <FaultNotice of={fault} onRetry={again} />}
      {data && notices.length === 0 && <p className="quiet">{t(say.noNotices)}</p>}
      <ul className="notices">
        {notices.map(notice => <NoticeRow key={notice.id} notice={notice} busy={busy} onRead={() => acknowledge([notice.id])} />)}
      </ul>
      <Problem of={problem} />
    </section>
  );
}
