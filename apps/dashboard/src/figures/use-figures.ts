import { useEffect, useMemo, useState } from 'react';
import { ask } from '../api/ask.ts';
import { asFault, type Fault } from '../api/faults.ts';
import { follow } from '../api/live.ts';
import { CompareDocument, IndicatorUpdatedDocument, type PeriodKind } from '../generated/documents.ts';
import { changed, figuresOf, isOf, type Figures } from './bars.ts';

/** Which figures. */
export interface Question extends Record<string, unknown> {
  readonly street: string;
  readonly indicator: string;
  readonly kind: PeriodKind;
}

interface Shown {
  /** Null until they are there. */
  readonly figures: Figures | null;
  readonly fault: Fault | null;
}

const NOTHING: Shown = { figures: null, fault: null };
/** Between tries to read while the server cannot be reached, in milliseconds. */
const RETRY = 3_000;

/** Figures that follow every push: read once, then kept up from the revision at which they were read. */
export function useFigures({ street, indicator, kind }: Question): Shown {
  const question = useMemo(() => ({ street, indicator, kind }), [street, indicator, kind]);
  const [answer, setAnswer] = useState<{ to: Question | null; shown: Shown }>({ to: null, shown: NOTHING });
  useEffect(() => keepUp(question, shown => setAnswer({ to: question, shown })), [question]);
  return answer.to === question ? answer.shown : NOTHING;
}

/** @returns ends it */
function keepUp(question: Question, show: (shown: Shown) => void): () => void {
  let figures: Figures | null = null;
  let ended = false;
  let stopFollowing: (() => void) | undefined;
  let retry: ReturnType<typeof setTimeout> | undefined;

  const take = (next: Figures) => {
    figures = next;
    show({ figures, fault: null });
  };
  const read = async (): Promise<void> => {
    clearTimeout(retry);
    const asked = figures;
    try {
      const { compare } = await ask(CompareDocument, question);
      if (ended) return;
      if (figures && figures !== asked && figures.revision > compare.revision) return await read(); // a push was faster
      take(figuresOf(compare, Date.now(), figures));
      if (compare.values.length > 0) stopFollowing ??= followOn();
    } catch (thrown) {
      if (ended) return;
      const fault = asFault(thrown);
      show({ figures, fault });
      if (fault.code === 'UNREACHABLE') retry = setTimeout(() => void read(), RETRY);
    }
  };
  const followOn = () => follow(IndicatorUpdatedDocument, () => ({ ...question, sinceRevision: figures?.revision ?? 0 }), {
    next: ({ indicatorUpdated: event }) => {
      if ('values' in event && figures && isOf(figures, event)) take(changed(figures, event, Date.now()));
      else void read();
    },
    fault: fault => show({ figures, fault }),
  });

  void read();
  return () => {
    ended = true;
    clearTimeout(retry);
    stopFollowing?.();
  };
}
