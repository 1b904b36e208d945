import type { TrackedSource } from '../../shared/tracking.ts';
import { measuresOf } from './measures.ts';
import type { Indicator, Measure } from '../language/indicator.ts';
import type { Source } from '../language/source.ts';

/** What the unit of work has to know of the sources of some indicators, so that no write goes uncounted. */
export function trackedSources(indicators: readonly Indicator[]): TrackedSource[] {
  const bySource = new Map<Source, Measure[]>();
  for (const measure of measuresOf(indicators)) {
    bySource.set(measure.source, [...(bySource.get(measure.source) ?? []), measure]);
  }
  return [...bySource].map(([source, measures]) => tracked(source, measures));
}

function tracked(source: Source, measures: readonly Measure[]): TrackedSource {
  const [placeProperty = ''] = source.place.reads;
  return {
    key: source.key,
    entity: source.entity,
    table: source.table,
    reads: [...new Set([
      ...source.place.reads,
      ...source.points.flatMap(point => point.at.reads),
      ...measures.flatMap(({ where, of }) => [...(where?.reads ?? []), ...(of?.reads ?? [])]),
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
