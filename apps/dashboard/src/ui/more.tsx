import { Button } from 'antd';
import { useEffect, useRef, type ReactNode } from 'react';
import { useWords } from '../language.ts';
import { say } from '../words.ts';

interface MoreProps {
  readonly pages: { readonly rows: readonly unknown[]; readonly total: number | null; readonly hasMore: boolean; readonly more: () => void };
}

/** Stands right after a list: how much of it is shown, and the way to the rest. Whoever asks for more is taken to the first of it. */
export function More({ pages: { rows, total, hasMore, more } }: MoreProps): ReactNode {
  const t = useWords();
  const place = useRef<HTMLDivElement>(null);
  const from = useRef<number | null>(null);
  useEffect(() => {
    if (from.current === null || rows.length <= from.current) return;
    const first = place.current?.previousElementSibling?.children[from.current];
    from.current = null;
    if (!(first instanceof HTMLElement)) return;
    first.tabIndex = -1;
    first.focus({ preventScroll: true });
  }, [rows.length]);
  const onMore = () => {
    from.current = rows.length;
    more();
  };
  return (
    <div ref={place} className="more no-print">
      {total !== null && rows.length > 0 && <output className={total > rows.length || hasMore ? 'quiet small' : 'only-read'}>{t({ zh: `已显示 ${rows.length} 条，共 ${total} 条`, en: `${rows.length} of ${total} shown` })}</output>}
      {hasMore && <Button onClick={onMore}>{t(say.more)}</Button>}
    </div>
  );
}
