import type { ReactNode } from 'react';
import { useWords } from '../language.ts';
import { say } from '../words.ts';
import { WaitingRecords } from './waiting-records.tsx';
import { offline } from './words.ts';

/** What of one's own records the API does not have yet. */
export default function WaitingPage(): ReactNode {
  const t = useWords();
  return (
    <>
      <div className="head"><h1>{t(say.waiting)}</h1><span className="quiet">{t(offline.why)}</span></div>
      <WaitingRecords />
    </>
  );
}
