import type { TrackedSource } from '../../shared/tracking.ts';
import type { Expression } from '../language/expression.ts';
import type { Indicator } from '../language/indicator.ts';
import type { Source } from '../language/source.ts';
import { measuresOf } from './series.ts';

/** What the unit of work has to know of the sources of some indicators, so that no write goes uncounted. */
export function trackedSources(indicators: readonly Indicator[]): TrackedSource[] {
  const bySource = new Map<Source, string[]>();
  const reads = (source: Source, ...of: readonly (Expression | null)[]) =>
    bySource.set(source, [...(bySource.get(source) ?? []), ...of.flatMap(each => each?.reads ?? [])]);
  for (const measure of measuresOf(indicators)) {
    if (measure.kind === 'ADDITIVE') reads(measure.source, measure.where, measure.of);
    else for (const { source, who, where } of measure.seen) reads(source, who, where);
  }
  return [...bySource].map(([source, measured]) => tracked(source, measured));
}

function tracked(source: Source, measured: readonly string[]): TrackedSource {
  const [placeProperty = ''] = source.place.reads;
  return {
    key: source.key,
    entity: source.entity,
    table: source.table,
    reads: [...new Set([
      ...source.place.reads,
      ...source.points.flatMap(point => point.at.reads),
      ...measured,
    ])],
    touched: row => source.points.flatMap(({ at }) => {
      const [placeId, day] = [row[placeProperty] as string | null | undefined, at.dayOf(row)];
      return placeId && day ? [{ placeId, day }] : [];
    }),
    touchedSql: relation => {
      const columns = source.rendered(relation);
      return source.points
        .map(({ at }) => `select ${source.place.sql(columns)} as place_id, ${at.daySql(columns)} as day
          from ${relation} where ${source.place.sql(columns)} is not null and ${at.daySql(columns)} is not null`)
        .join(' union all ');
    },
  };
}
