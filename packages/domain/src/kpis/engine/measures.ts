import { createHash } from 'node:crypto';
import type { Columns } from '../language/expression.ts';
import type { Indicator } from '../language/indicator.ts';
import type { Additive, Distinct } from '../language/measure.ts';
import type { Source } from '../language/source.ts';
import { keysOf, measuresOf, seriesKey, windowsOf, type Window } from './series.ts';

/** A measure with the number under which its cells are kept. */
export interface NumberedMeasure {
  readonly number: number;
  readonly measure: Additive;
}

/** A source with the measures that stand on it: one statement counts them together. */
export interface CountedSource {
  readonly source: Source;
  readonly measures: readonly NumberedMeasure[];
}

/** A distinct measure: who was there is kept under its number, and the cells of each of its windows under one of their own. */
export interface CountedPeople {
  readonly number: number;
  readonly measure: Distinct;
  readonly series: readonly { readonly window: Window; readonly number: number }[];
}

/** What the engine counts, derived from a list of indicators. */
export interface Counting {
  readonly indicators: readonly Indicator[];
  readonly sources: readonly CountedSource[];
  readonly people: readonly CountedPeople[];
  /** Of everything that is kept, by its key. */
  readonly numberOf: ReadonlyMap<string, number>;
  /** Digest of all definitions; where cells were counted by another, something has to be counted anew. */
  readonly definitions: string;
  /** Digest of the definition of each thing that is kept, by its number. */
  readonly digests: Digests;
}

/** By which definition each number is counted. */
export type Digests = Readonly<Record<number, string>>;

/**
 * Puts declarations and measure numbers together.
 * @throws Error when two sources or measures share a key, or one has no number
 */
export function counting(indicators: readonly Indicator[], numberOf: ReadonlyMap<string, number>): Counting {
  const missing = keysOf(indicators).find(key => !numberOf.has(key));
  if (missing !== undefined) throw new Error(`Measure ${missing} has no number; run the migrations.`);
  const number = (key: string) => numberOf.get(key) ?? 0;
  const measures = measuresOf(indicators);
  const bySource = new Map<Source, NumberedMeasure[]>();
  const people: CountedPeople[] = [];
  for (const measure of measures) {
    if (measure.kind === 'ADDITIVE') {
      bySource.set(measure.source, [...(bySource.get(measure.source) ?? []), { number: number(measure.key), measure }]);
    } else {
      const series = windowsOf(measure, indicators).map(window => ({ window, number: number(seriesKey(measure, window)) }));
      people.push({ number: number(measure.key), measure, series });
    }
  }
  const sources = new Map<string, Source>();
  for (const source of measures.flatMap(measure => (measure.kind === 'ADDITIVE' ? [measure.source] : measure.seen.map(way => way.source)))) {
    if ((sources.get(source.key) ?? source) !== source) throw new Error(`Two sources are named ${source.key}.`);
    sources.set(source.key, source);
  }
  const definitions = [...measures.map(definitionOf), ...people.flatMap(({ series, measure }) => series.map(({ window }) => seriesKey(measure, window)))];
  const digests = new Map([
    ...measures.map(measure => [number(measure.key), digest(definitionOf(measure))] as const),
    ...people.flatMap(({ series, measure }) => series.map(each => [each.number, digest(`${each.window} ${definitionOf(measure)}`)] as const)),
  ]);
  return {
    indicators, people, numberOf,
    sources: [...bySource].map(([source, standing]) => ({ source, measures: standing })),
    definitions: digest(definitions.toSorted().join('\n')),
    digests: Object.fromEntries(digests),
  };
}

/** What cells lack that were counted by other definitions. */
export interface Lacking {
  readonly sources: readonly CountedSource[];
  readonly people: readonly CountedPeople[];
  /** Numbers of what was counted by the same definition, and stays. */
  readonly kept: readonly number[];
  /** Keys of the sources of what stays. */
  readonly keptSources: readonly string[];
}

/** What has to be counted anew where `held` is counted. Different people are counted by all their windows or by none. */
export function lacking({ sources, people, digests }: Counting, held: Digests): Lacking {
  const stays = (number: number) => held[number] === digests[number];
  const peopleStay = ({ number, series }: CountedPeople) => [number, ...series.map(each => each.number)].every(stays);
  const keptPeople = people.filter(peopleStay);
  const part = (of: (number: number) => boolean) => sources
    .map(({ source, measures }) => ({ source, measures: measures.filter(({ number }) => of(number)) })).filter(({ measures }) => measures.length > 0);
  const keptParts = part(stays);
  return {
    sources: part(number => !stays(number)),
    people: people.filter(counted => !peopleStay(counted)),
    kept: [
      ...keptParts.flatMap(({ measures }) => measures.map(({ number }) => number)),
      ...keptPeople.flatMap(({ number, series }) => [number, ...series.map(each => each.number)]),
    ],
    keptSources: [...keptParts.map(({ source }) => source.key), ...keptPeople.flatMap(({ measure }) => measure.seen.map(({ source }) => source.key))],
  };
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

/** The SQL meaning of a measure, and the sources under which its changes wait: two measures with the same text count the same. */
export function definitionOf(measure: Additive | Distinct): string {
  if (measure.kind === 'ADDITIVE') return `${measure.key}: ${aggregate(measure, measure.source.rendered('r'))} ${definitionOfSource(measure.source)}`;
  const ways = measure.seen.map(({ source, who, where }) => {
    const columns = source.rendered('r');
    return `${who.sql(columns)} where ${where?.sql(columns) ?? 'true'} ${definitionOfSource(source)}`;
  });
  return `${measure.key}: different ${ways.join(' or ')}`;
}

function definitionOfSource({ key, table, place, points, rendered }: Source): string {
  const columns = rendered('r');
  return `by ${key} of ${table} in ${place.sql(columns)} ${points.map(({ at, sign }) => `${sign} at ${at.daySql(columns)}`).join(', ')}`;
}

/** The aggregate of one measure over rows named `r`. */
export function aggregate({ of, where }: Additive, columns: Columns): string {
  const filter = where ? ` filter (where ${where.sql(columns)})` : '';
  return of ? `coalesce(sum(${of.sql(columns)})${filter}, 0)::bigint` : `count(*)${filter}`;
}
