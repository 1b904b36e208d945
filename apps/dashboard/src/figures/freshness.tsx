import { useEffect, useState, type ReactNode } from 'react';
import { connection } from '../api/live.ts';
import { useStore } from '../api/store.ts';
import { Bi } from '../ui/bi.tsx';
import { say, updatedAgo } from '../words.ts';

const LINES = { CONNECTING: say.connecting, CONNECTED: say.connected, RECONNECTING: say.reconnecting } as const;

/** Whether the page hears of changes, and how old the figures are. @param at when they were read or last changed */
export function Freshness({ at }: { readonly at: number }): ReactNode {
  const state = useStore(connection);
  const now = useNow();
  return (
    <p className="freshness" data-state={state}>
      <output><span className="dot" aria-hidden="true" /><Bi of={LINES[state]} /></output>
      <span className="quiet"><Bi of={updatedAgo(Math.max(0, Math.floor((now - at) / 1000)))} /></span>
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
