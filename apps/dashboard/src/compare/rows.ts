import type { Figures } from '../figures/bars.ts';
import type { IndicatorFieldsFragment } from '../generated/documents.ts';
import { say, STATES, VERDICTS, type Words } from '../words.ts';

export type Cell = string | number | null;

/** What is compared, as rows of a sheet: the head first, values as plain numbers in the indicator's unit. */
export function rowsOf({ bars }: Pick<Figures, 'bars'>, { title }: Pick<IndicatorFieldsFragment, 'title'>, t: (words: Words) => string): Cell[][] {
  const head = [
    t(say.code), t(say.place), t(title), t(say.numerator), t(say.denominator), t(say.state), t(say.previous), t(say.yearAgo),
    t(say.low), t(say.high), t(say.usualLow), t(say.usualHigh), t(say.verdict), t(say.target),
  ];
  return [head, ...bars.map(({ current, previous, yearAgo, standing, target }): Cell[] => [
    current.place.code, current.place.name, current.value, current.state === 'NOT_ONBOARDED' ? null : current.numerator, current.denominator, t(STATES[current.state]),
    previous?.value ?? null, yearAgo?.value ?? null, standing?.interval.low ?? null, standing?.interval.high ?? null,
    standing?.usual?.low ?? null, standing?.usual?.high ?? null, standing ? t(VERDICTS[standing.verdict]) : null, target?.target.value ?? null,
  ])];
}

/** With a mark by which spreadsheet programs know UTF-8; a text that begins like a formula is kept from being one. @param stamp stands above everything */
export function csv(rows: readonly (readonly Cell[])[], stamp: string | null): string {
  const quoted = (cell: Cell) => (typeof cell === 'string' ? `"${(/^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell).replaceAll('"', '""')}"` : (cell ?? ''));
  return `\uFEFF${[...(stamp === null ? [] : [[stamp]]), ...rows].map(row => row.map(quoted).join(',')).join('\r\n')}\r\n`;
}
