import { maskNumbers } from '../people/masking.ts';
import { ZONE } from '../shared/clock.ts';

/** Languages that notices are read in; Chinese first. */
export const LANGUAGES = ['ZH', 'EN'] as const;
export type Language = (typeof LANGUAGES)[number];

/** What a notice says that differs from one to the next: how it is kept, and how it is shown. */
export interface Param<T> {
  readonly keep: (value: T) => string;
  /** Total: what is kept may be older than the words it is shown with. */
  readonly show: (kept: string, language: Language) => string;
}

/** Stands where a value is missing. */
export const NOTHING = '—';
const LONGEST = 200;

/** A name or number of the system's own, such as a place's or a tracking number. */
export const plain: Param<string> = { keep: value => value, show: kept => kept };

/** What somebody wrote: without personal numbers, and no longer than a notice should be. */
export const written: Param<string> = {
  keep: value => {
    const characters = [...maskNumbers(value)];
    return characters.length > LONGEST ? `${characters.slice(0, LONGEST - 1).join('')}…` : characters.join('');
  },
  show: kept => kept,
};

const MOMENT = {
  ZH: new Intl.DateTimeFormat('zh-CN', { timeZone: ZONE, month: 'long', day: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }),
  EN: new Intl.DateTimeFormat('en-GB', { timeZone: ZONE, month: 'long', day: 'numeric', hour: '2-digit', minute: '2-digit' }),
};

/** A moment, shown by the clocks of Shanghai. */
export const moment: Param<Date> = {
  keep: value => value.toISOString(),
  show: (kept, language) => {
    const at = new Date(kept);
    return Number.isNaN(at.getTime()) ? NOTHING : MOMENT[language].format(at);
  },
};

/** One of the system's words, in both languages. */
export function oneOf<const W extends string>(words: Readonly<Record<W, Readonly<Record<Language, string>>>>): Param<W> {
  const known: Readonly<Partial<Record<string, Readonly<Record<Language, string>>>>> = words;
  return { keep: value => value, show: (kept, language) => known[kept]?.[language] ?? kept };
}
