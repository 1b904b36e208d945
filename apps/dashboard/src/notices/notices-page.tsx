import { Button, Segmented } from 'antd';
import type { ReactNode } from 'react';
import { ask, newKey } from '../api/ask.ts';
import { usePages } from '../api/use-pages.ts';
import { useTold } from '../api/use-told.ts';
import { useAddress } from '../frame/address.ts';
import { NoticeArrivedDocument, NoticeMarkReadDocument, NoticesDocument, type NoticeMarkReadInput } from '../generated/documents.ts';
import { useWords } from '../language.ts';
import { More } from '../ui/more.tsx';
import { FaultNotice, Loading, Nothing, Problem } from '../ui/notice.tsx';
import { useDeed } from '../ui/use-deed.ts';
import { REFUSALS, say } from '../words.ts';
import { NoticeRow } from './notice-row.tsx';
import { notices as words } from './words.ts';
import './notices.css';

const PAGE = 50;

/** Everything that one was told, or what is unread of it, as it arrives. @param pageOf where what a notice is about shows */
export default function NoticesPage({ pageOf }: { readonly pageOf?: (link: string) => string | null }): ReactNode {
  const t = useWords();
  const [asked, choose] = useAddress('show');
  const unread = asked !== 'all';
  const pages = usePages(NoticesDocument, { unread, first: PAGE }, data => data.notices);
  const { data, rows: found, fault, again } = pages;
  const { busy, problem, run } = useDeed();
  useTold(NoticeArrivedDocument, {}, again);
  const read = (which: Pick<NoticeMarkReadInput, 'noticeIds' | 'upTo'>) => run(async () => {
    const { noticeMarkRead: { userErrors: [refused] } } = await ask(NoticeMarkReadDocument, { input: { ...which, idempotencyKey: newKey() } });
    again();
    return refused ? REFUSALS[refused.code] : null;
  });
  const [latest] = found;
  return (
    <>
      <div className="head">
        <h1>{t(say.notices)}</h1>
        <Segmented
          aria-label={t(say.view)} value={unread ? 'unread' : 'all'} onChange={next => choose(next === 'all' ? next : null)}
          options={[{ value: 'unread', label: t(words.unread) }, { value: 'all', label: t(say.all) }]}
        />
        {data && <span className="quiet">{data.notices.totalCount}</span>}
        {latest && <Button disabled={busy} onClick={() => read({ upTo: latest.createdAt })}>{t(words.allRead)}</Button>}
      </div>
      {fault && <FaultNotice of={fault} onRetry={again} />}
      <Problem of={problem} />
      <section className="card" aria-label={t(say.notices)}>
        {!data && !fault && <Loading rows={6} />}
        {data && found.length === 0 && <Nothing of={say.noNotices} />}
        <ul className="notices">{found.map(notice => <NoticeRow key={notice.id} notice={notice} {...(pageOf && { pageOf })} busy={busy} onRead={() => read({ noticeIds: [notice.id] })} />)}</ul>
        <More pages={pages} />
      </section>
    </>
  );
}
