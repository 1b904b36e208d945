import { useEffect } from 'react';
import { connection } from './live.ts';

/** How often rows are read anew that nothing tells of, in milliseconds. */
const EVERY = 20_000;

/** Reads anew while somebody looks: from time to time, when the page is looked at again, and when the network is back. */
export function useKeptUp(again: () => void): void {
  useEffect(() => {
    const look = () => {
      if (document.visibilityState === 'visible') again();
    };
    const timer = setInterval(look, EVERY);
    document.addEventListener('visibilitychange', look);
    const unlisten = connection.listen(() => {
      if (connection.get() === 'CONNECTED') look();
    });
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
      unlisten();
    };
  }, [again]);
}
