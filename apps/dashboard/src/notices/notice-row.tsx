import { Button } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { dayAndTime } from '../format.ts';
import type { NoticeFieldsFragment } from '../generated/documents.ts';
import { useWords } from '../language.ts';
import { say } from '../words.ts';

/** Notices may be about more than has a page here. */
const HAS_PAGE = /^\/(alerts|cases|places)\//;

interface NoticeRowProps {
  readonly notice: NoticeFieldsFragment;
  readonly busy: boolean;
  readonly onRead: () => void;
  /** Where what it is about shows; null for what has no page. */
  readonly pageOf?: (link: string) => string | null;
}

const staffPage = (link: string): string | null => (HAS_PAGE.test(link) ? link : null);

/** What one was told, and the way to what it is about. */
export function NoticeRow({ notice: { zh, en, bodyZh, bodyEn, link, createdAt, readAt, urgent }, busy, onRead, pageOf = staffPage }: NoticeRowProps): ReactNode {
  const t = useWords();
  const page = link === null ? null : pageOf(link);
  return (
    <li data-urgent={urgent}>
      <strong>{page === null ? t({ zh, en }) : <Link href={page}>{t({ zh, en })}</Link>}</strong>
      <time className="quiet small">{dayAndTime(createdAt)}</time>
      <p className="quiet">{t({ zh: bodyZh, en: bodyEn })}</p>
      {readAt === null && <Button size="small" disabled={busy} onClick={onRead}>{t(say.acknowledge)}</Button>}
    </li>
  );
}
