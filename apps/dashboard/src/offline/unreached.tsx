import type { ReactNode } from 'react';
import { unreachedSince } from '../api/reach.ts';
import { useStore } from '../api/store.ts';
import { dayAndTime } from '../format.ts';
import { useWords } from '../language.ts';
import { offline } from './words.ts';

/** While the API cannot be reached: since when nothing is new on any page. */
export function Unreached(): ReactNode {
  const t = useWords();
  const since = useStore(unreachedSince);
  return <output>{since !== null && <span className="stamp unreached">{t(offline.unreached)} {dayAndTime(new Date(since).toISOString())}{t(offline.keptMeanwhile)}</span>}</output>;
}
