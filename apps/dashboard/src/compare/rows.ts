import type { Figures } from '../figures/bars.ts';
import type { IndicatorFieldsFragment } from '../generated/documents.ts';
import { say, STATES, VERDICTS, type Words } from '../words.ts';
import { monthOf } from './courses.ts';
import type { Past, Trends } from './use-trends.ts';

export type Cell = string | number | null;

/** What is compared, as rows of a sheet: the head first, values as plain numbers in the indicator's unit. */
export function rowsOf({ bars }: Pick<Figures, 'bars'>, { title }: Pick<IndicatorFieldsFragment, 'title'>, t: (words: Words) => string): Cell[][] {
  const ranked = bars.some(({ standing }) => standing?.ranks);
  const head = [
    t(say.code), t(say.place), t(title), t(say.numerator), t(say.denominator), t(say.state), t(say.previous), t(say.yearAgo),
    t(say.low), t(say.high), t(say.usualLow), t(say.usualHigh), t(say.verdict), t(say.target), ...(ranked ? [`${t(say.ranks)} ↑`, `${t(say.ranks)} ↓`] : []),
  ];
  return [head, ...bars.map(({ current, previous, yearAgo, standing, target }): Cell[] => [
    current.place.code, current.place.name, current.value, current.state === 'NOT_ONBOARDED' ? null : current.numerator, current.denominator, t(STATES[current.state]),
    previous?.value ?? null, yearAgo?.value ?? null, standing?.interval.low ?? null, standing?.interval.high ?? null,
    standing?.usual?.low ?? null, standing?.usual?.high ?? null, standing ? t(VERDICTS[standing.verdict]) : null, target?.target.value ?? null,
    ...(ranked ? [standing?.ranks?.from ?? null, standing?.ranks?.to ?? null] : []),
  ])];
}

/** How places went, as rows of a sheet: a column for each period, the whole last. @param of what all of them are called together */
export function trendRowsOf({ whole, places }: Trends, of: string, t: (words: Words) => string): Cell[][] {
  const values = (past: readonly Past[]) => past.map(({ state, value }) => (state === 'OK' || state === 'TOO_FEW' ? value : null));
  return [
    [t(say.code), t(say.place), ...whole.map(({ period }) => monthOf(period))],
    ...places.map(({ place: { code, name }, past }) => [code, name, ...values(past)]),
    [null, of, ...values(whole)],
  ];
}

/** With a mark by which spreadsheet programs know UTF-8; a text that begins like a formula is kept from being one. @param above lines that stand above the head */
export function csv(rows: readonly (readonly Cell[])[], above: readonly string[]): string {
  const quoted = (cell: Cell) => (typeof cell === 'string' ? `"${(/^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell).replaceAll('"', '""')}"` : (cell ?? ''));
  return `\uFEFF${[...above.map(line => [line]), ...rows].map(row => row.map(quoted).join(',')).join('\r\n')}\r\n`;
}
