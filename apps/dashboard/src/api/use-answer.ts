import { useCallback, useEffect, useState } from 'react';
import { asFault, type Fault } from './faults.ts';

export interface Asked<R> {
  /** Null until it is there. */
  readonly data: R | null;
  readonly fault: Fault | null;
  /** Asks again. */
  readonly again: () => void;
}

interface Answer<R> {
  readonly to: unknown;
  readonly round: number;
  readonly data: R | null;
  readonly fault: Fault | null;
}

/**
 * What a question is answered with.
 * @param question is asked anew whenever this function is another one: hold it with `useCallback`
 */
export function useAnswer<R>(question: () => Promise<R>): Asked<R> {
  const [round, setRound] = useState(0);
  const [answer, setAnswer] = useState<Answer<R>>({ to: null, round, data: null, fault: null });
  useEffect(() => {
    let wanted = true;
    question().then(
      data => wanted && setAnswer({ to: question, round, data, fault: null }),
      (thrown: unknown) => wanted && setAnswer({ to: question, round, data: null, fault: asFault(thrown) }),
    );
    return () => void (wanted = false);
  }, [question, round]);
  const again = useCallback(() => setRound(n => n + 1), []);
  const current = answer.to === question && answer.round === round;
  return { data: current ? answer.data : null, fault: current ? answer.fault : null, again };
}
