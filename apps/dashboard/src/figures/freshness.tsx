import { useEffect, useState, type ReactNode } from 'react';
import { connection } from '../api/live.ts';
import { useStore } from '../api/store.ts';
import { dayAndTime } from '../format.ts';
import { useWords } from '../language.ts';
import { say, updatedAgo } from '../words.ts';
import './freshness.css';

const LINES = { CONNECTING: say.connecting, CONNECTED: say.connected, RECONNECTING: say.reconnecting } as const;

/** Whether the page hears of changes, and how old the figures are. @param at when they were read or last changed; null: not yet */
export function Freshness({ at }: { readonly at: number | null }): ReactNode {
  const t = useWords();
  const state = useStore(connection);
  const now = useNow();
  return (
    <p className="freshness" data-state={state}>
      <output className="no-print"><span className="dot" aria-hidden="true" />{t(LINES[state])}</output>
      {at !== null && <time className="only-print" dateTime={new Date(at).toISOString()}>{dayAndTime(new Date(at).toISOString())}</time>}
      {at !== null && <span className="quiet no-print">{t(updatedAgo(Math.max(0, Math.floor((now - at) / 1000))))}</span>}
    </p>
  );
}

/** The time, once a second. */
function useNow(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
