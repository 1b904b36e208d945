import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { ViewerFieldsFragment } from '../generated/documents.ts';
import { useWords } from '../language.ts';
import { menuOf } from '../routes.ts';
import { say } from '../words.ts';
import { useWithStreet } from './address.ts';

/** The pages: beside the content, or on a phone under the thumb. */
export function Menu({ viewer }: { readonly viewer: ViewerFieldsFragment }): ReactNode {
  const t = useWords();
  const withStreet = useWithStreet();
  return (
    <nav className="menu" aria-label={t(say.menu)}>
      {menuOf(viewer).map(({ path, title, icon: Icon }) => (
        <Link key={path} href={withStreet(path)} className={active => (active ? 'here' : '')}>
          {Icon && <Icon />}
          <span>{t(title)}</span>
        </Link>
      ))}
    </nav>
  );
}
