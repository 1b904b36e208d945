import { useCallback, useState } from 'react';
import { asFault } from '../api/faults.ts';
import { FAULTS, OTHER_FAULT, type Words } from '../words.ts';

interface Deed {
  /** Under way. */
  readonly busy: boolean;
  /** Why the last one was not done, in words. */
  readonly problem: Words | null;
  readonly run: (work: () => Promise<Words | null>) => void;
}

/** Something the viewer does: one at a time, and whatever stands in its way is told in words. */
export function useDeed(): Deed {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Words | null>(null);
  const run = useCallback((work: () => Promise<Words | null>) => {
    setBusy(true);
    setProblem(null);
    void work()
      .catch((thrown: unknown) => FAULTS[asFault(thrown).code] ?? OTHER_FAULT)
      .then(setProblem)
      .finally(() => setBusy(false));
  }, []);
  return { busy, problem, run };
}
