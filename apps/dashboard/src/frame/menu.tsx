import { useEffect, useRef, type ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import type { ViewerFieldsFragment } from '../generated/documents.ts';
import { useWords } from '../language.ts';
import { menuOf } from '../routes.ts';
import { say } from '../words.ts';
import { useWithStreet } from './address.ts';

/** The pages: beside the content, or on a phone under the thumb. */
export function Menu({ viewer }: { readonly viewer: ViewerFieldsFragment }): ReactNode {
  const t = useWords();
  const withStreet = useWithStreet();
  const [path] = useLocation();
  const place = useRef<HTMLElement>(null);
  useEffect(() => {
    place.current?.querySelector('.here')?.scrollIntoView({ block: 'nearest', inline: 'center' }); // on a phone most pages lie beyond the edge
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- which link is `here` goes by the path
  }, [path]);
  return (
    <nav ref={place} className="menu" aria-label={t(say.menu)}>
      {menuOf(viewer).map(({ path: to, title, icon: Icon }) => (
        <Link key={to} href={withStreet(to)} className={active => (active ? 'here' : '')}>
          {Icon && <Icon />}
          <span>{t(title)}</span>
        </Link>
      ))}
    </nav>
  );
}
