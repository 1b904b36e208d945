import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { useStore } from '../api/store.ts';
import { useWords } from '../language.ts';
import { say } from '../words.ts';
import { waiting } from './waiting.ts';

/** How many records the API does not have yet, on every page. */
export function WaitingCount(): ReactNode {
  const t = useWords();
  const records = useStore(waiting);
  return (
    <output>
      {records.length > 0 && <Link href="/waiting" className={records.some(({ refused }) => refused !== null) ? 'bad' : undefined}>{t(say.waiting)} {records.length}</Link>}
    </output>
  );
}
