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
}

/** What one was told, and the way to what it is about. */
export function NoticeRow({ notice: { zh, en, bodyZh, bodyEn, link, createdAt, readAt, urgent }, busy, onRead }: NoticeRowProps): ReactNode {
  const t = useWords();
  return (
    <li data-urgent={urgent}>
      <strong>{link === null || !HAS_PAGE.test(link) ? t({ zh, en }) : <Link href={link}>{t({ zh, en })}</Link>}</strong>
      <time className="quiet small">{dayAndTime(createdAt)}</time>
      <p className="quiet">{t({ zh: bodyZh, en: bodyEn })}</p>
      {readAt === null && <Button size="small" disabled={busy} onClick={onRead}>{t(say.acknowledge)}</Button>}
    </li>
  );
}
