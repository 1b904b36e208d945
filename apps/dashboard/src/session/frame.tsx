import type { ReactNode } from 'react';
import { Bi } from '../ui/bi.tsx';
import { say } from '../words.ts';

/** The page without anybody signed in, or before they may go on. */
export function Frame({ children }: { readonly children: ReactNode }): ReactNode {
  return (
    <main className="alone">
      <h1><img src="/icon.svg" alt="" width="36" height="36" /> <Bi of={say.product} /></h1>
      {children}
    </main>
  );
}
