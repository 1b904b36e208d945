import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useSubscription } from 'urql';
import { Link } from 'wouter';
import { ask, newKey } from '../api/ask.ts';
import { useAsked } from '../api/use-asked.ts';
import { dayAndTime } from '../format.ts';
import { NoticeArrivedDocument, NoticeMarkReadDocument, UnreadNoticesDocument } from '../generated/documents.ts';
import { useWords } from '../language.ts';
import { FaultNotice, Problem } from '../ui/notice.tsx';
import { useDeed } from '../ui/use-deed.ts';
import { REFUSALS, say } from '../words.ts';
import './notices.css';

const SHOWN = 5;
/** Notices may be about more than has a page here. */
const HAS_PAGE = /^\/(cases|places)\//;

/** What one was told and has not acknowledged, as it arrives. */
export function NoticesCard(): ReactNode {
  const t = useWords();
  const { data, fault, again } = useAsked(UnreadNoticesDocument, { first: SHOWN });
  const { busy, problem, run } = useDeed();
  useSubscription({ query: NoticeArrivedDocument.toString() }, () => {
    again();
    return null;
  });
  const acknowledge = (noticeIds: readonly string[]) => run(async () => {
    const { noticeMarkRead: { userErrors: [refused] } } = await ask(NoticeMarkReadDocument, { input: { noticeIds, idempotencyKey: newKey() } });
    again();
    return refused ? REFUSALS[refused.code] : null;
  });
  const notices = data?.notices.nodes ?? [];
  return (
    <section className="card" aria-labelledby="notices-title">
      <header>
        <h2 id="notices-title">{t(say.notices)}</h2>
        {data && data.notices.totalCount > 0 && <span className="quiet">{data.notices.totalCount}</span>}
      </header>
      {fault && <FaultNotice of={fault} onRetry={again} />}
      {data && notices.length === 0 && <p className="quiet">{t(say.noNotices)}</p>}
      <ul className="notices">
        {notices.map(({ id, zh, en, bodyZh, bodyEn, link, createdAt, urgent }) => (
          <li key={id} data-urgent={urgent}>
            <strong>{link === null || !HAS_PAGE.test(link) ? t({ zh, en }) : <Link href={link}>{t({ zh, en })}</Link>}</strong>
            <time className="quiet small">{dayAndTime(createdAt)}</time>
            <p className="quiet">{t({ zh: bodyZh, en: bodyEn })}</p>
            <Button size="small" disabled={busy} onClick={() => acknowledge([id])}>{t(say.acknowledge)}</Button>
          </li>
        ))}
      </ul>
      <Problem of={problem} />
    </section>
  );
}
