import { useEffect, useMemo, useState } from 'react';
import { ask } from '../api/ask.ts';
import { asFault, type Fault } from '../api/faults.ts';
import { follow } from '../api/live.ts';
import { CompareDocument, IndicatorUpdatedDocument, type IndicatorUpdatedSubscription, type PeriodInput, type PlaceLevel } from '../generated/documents.ts';
import { changed, figuresOf, isOf, type Figures } from './bars.ts';

/** Which figures: of all places of a level under a place. */
export interface Question {
  readonly place: string;
  readonly level: PlaceLevel;
  readonly indicators: readonly string[];
  /** Without a day the running one, which is followed. */
  readonly period: PeriodInput;
  /** As the figures stood at that instant: nothing is followed. */
  readonly asOf?: string | null;
  /** Id of the one that is compared with its peers alone. */
  readonly peersOf?: string | null;
}

export interface Shown {
  /** Null until they are there. */
  readonly figures: Figures | null;
  readonly fault: Fault | null;
}

const NOTHING: Shown = { figures: null, fault: null };
/** Between tries to read while the server cannot be reached, in milliseconds. */
const RETRY = 3_000;
/** After a push, until verdicts and limits are read anew: pushes bring values alone. Spread, so that pages do not ask at once. */
const settle = () => 3_000 + Math.random() * 2_000;

/** Figures that follow every push: read once, then kept up from the revision at which they were read. */
export function useFigures(asked: Question): Shown {
  const text = JSON.stringify(asked);
  const question = useMemo(() => JSON.parse(text) as Question, [text]);
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
  let rereading: ReturnType<typeof setTimeout> | undefined;

  const take = (next: Figures) => {
    figures = next;
    show({ figures, fault: null });
  };
  const read = async (): Promise<void> => {
    clearTimeout(retry);
    clearTimeout(rereading);
    rereading = undefined;
    const asked = figures;
    try {
      const { compare } = await ask(CompareDocument, question);
      if (ended) return;
      if (figures && figures !== asked && figures.revision > compare.revision) return await read(); // a push was faster
      take(figuresOf(compare, Date.now(), figures));
      if (compare.values.length > 0 && !question.period.day && !question.asOf) stopFollowing ??= followOn();
    } catch (thrown) {
      if (ended) return;
      const fault = asFault(thrown);
      show({ figures, fault });
      if (fault.code === 'UNREACHABLE') retry = setTimeout(() => void read(), RETRY);
    }
  };
  const { place, level, indicators, period } = question;
  const followOn = () => follow<IndicatorUpdatedSubscription>(IndicatorUpdatedDocument.toString(), () => ({ place, level, indicators, period, sinceRevision: figures?.revision ?? 0 }), {
    next: ({ indicatorUpdated: event }) => {
      if (!('values' in event) || !figures || !isOf(figures, event)) return void read();
      take(changed(figures, event, Date.now()));
      rereading ??= setTimeout(() => void read(), settle());
    },
    fault: fault => show({ figures, fault }),
  });

  void read();
  return () => {
    ended = true;
    clearTimeout(retry);
    clearTimeout(rereading);
    stopFollowing?.();
  };
}
