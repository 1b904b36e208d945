import { createHash } from 'node:crypto';
import type { Indicator, Measure } from '../language/indicator.ts';
import type { Source } from '../language/source.ts';
import type { Columns } from '../language/expression.ts';

/** A measure with the number under which its cells are kept. */
export interface NumberedMeasure {
  readonly number: number;
  readonly measure: Measure;
}

/** A source with the measures that stand on it: one statement counts them together. */
export interface CountedSource {
  readonly source: Source;
  readonly measures: readonly NumberedMeasure[];
}

/** What the engine counts, derived from a list of indicators. */
export interface Counting {
  readonly indicators: readonly Indicator[];
  readonly sources: readonly CountedSource[];
  readonly numberOf: ReadonlyMap<string, number>;
  /** Digest of all definitions; cells counted by another digest have to be counted anew. */
  readonly definitions: string;
}

/** The distinct measures of some indicators, in the order of their first use. */
export function measuresOf(indicators: readonly Indicator[]): Measure[] {
  const measures = new Map<string, Measure>();
  for (const { numerator, denominator } of indicators) {
    for (const measure of denominator ? [numerator, denominator] : [numerator]) {
      const known = measures.get(measure.key);
      if (known && known !== measure) throw new Error(`Two measures are named ${measure.key}.`);
      measures.set(measure.key, measure);
    }
  }
  return [...measures.values()];
}

/**
 * Puts declarations and measure numbers together.
 * @throws Error when two sources share a key, or a measure has no number
 */
export function counting(indicators: readonly Indicator[], numberOf: ReadonlyMap<string, number>): Counting {
  const bySource = new Map<string, { source: Source; measures: NumberedMeasure[] }>();
  for (const measure of measuresOf(indicators)) {
    const number = numberOf.get(measure.key);
    if (number === undefined) throw new Error(`Measure ${measure.key} has no number; run the migrations.`);
    const known = bySource.get(measure.source.key);
    if (known && known.source !== measure.source) throw new Error(`Two sources are named ${measure.source.key}.`);
    if (known) known.measures.push({ number, measure });
    else bySource.set(measure.source.key, { source: measure.source, measures: [{ number, measure }] });
  }
  const definitions = measuresOf(indicators).map(definitionOf).toSorted().join('\n');
  return {
    indicators,
    sources: [...bySource.values()],
    numberOf,
    definitions: createHash('sha256').update(definitions).digest('hex').slice(0, 16),
  };
}

/** The SQL meaning of a measure, and the source under which its changes wait: two measures with the same text count the same. */
export function definitionOf(measure: Measure): string {
  const columns = measure.source.rendered('r');
  const points = measure.source.points.map(({ at, sign }) => `${sign} at ${at.daySql(columns)}`);
  const { key, table, place } = measure.source;
  return `${measure.key}: ${aggregate(measure, columns)} by ${key} of ${table} in ${place.sql(columns)} ${points.join(', ')}`;
}

/** The aggregate of one measure over rows named `r`. */
export function aggregate({ of, where }: Measure, columns: Columns): string {
  const filter = where ? ` filter (where ${where.sql(columns)})` : '';
  return of ? `coalesce(sum(${of.sql(columns)})${filter}, 0)::bigint` : `count(*)${filter}`;
}
