import type { Sight } from '../../access/sight.ts';
import { WEEK } from '../engine/presence.ts';
import type { Additive, Distinct, Measure, Sighting } from '../language/measure.ts';
import type { Source } from '../language/source.ts';

/**
 * The records behind a figure, from the same expressions that count them: rows of `(part, key, at, place_id, kind, node_id,
 * contribution, seen)`. `$1` is the district, `$2` to `$5` who asks, `$6` the place, `[$7, $8)` the days that are counted: from
 * the beginning, where values are kept up to a moment. Different people are each shown by one record, the first by which
 * they were there, of those that the asker may see.
 * @throws Error where no room has said how the rows of a table are seen
 */
export function recordsBehind(measure: Measure, sights: readonly Sight[]): string {
  switch (measure.kind) {
    case 'ADDITIVE':
      return counted(measure, 0, sights);
    case 'TOTAL':
      return measure.parts.map((part, n) => counted(part, n, sights)).join(' union all ');
    case 'DISTINCT':
      return people(measure, sights);
  }
}

const [FROM, UNTIL] = ['$7::date', '$8::date'];

function counted({ source, where, of }: Additive, part: number, sights: readonly Sight[]): string {
  const columns = source.rendered('rec');
  const within = source.points.map(({ at, sign }) => ({ sign, sql: at.withinSql(columns, FROM, UNTIL) }));
  const [only] = within;
  // What comes and goes again counts as often as it came less than it went.
  const times = within.length === 1 ? `${only?.sign}` : `(${within.map(({ sign, sql }) => `${sign} * coalesce((${sql})::int, 0)`).join(' + ')})`;
  const holds = within.length === 1 ? `(${only?.sql})` : `${times} <> 0`;
  return `select ${shown(source, part, sights)}, (${times} * ${of?.sql(columns) ?? 1})::bigint as contribution
    from ${under(source)} where ${[holds, where?.sql(columns), of && `${of.sql(columns)} is not null`].filter(Boolean).join(' and ')}`;
}

function people({ seen, presence }: Distinct, sights: readonly Sight[]): string {
  const ways = seen.map((way, part) => sighted(way, part, presence, sights)).join(' union all ');
  const often = presence === 'IN_THREE_WEEKS' ? `where who_id in (select who_id from sighted group by 1 having count(distinct ${WEEK}) >= 3)` : '';
  return `select part, key, at, place_id, kind, node_id, seen, 1::bigint as contribution from (
    with sighted as (${ways}) select distinct on (who_id) * from sighted ${often} order by who_id, seen desc, at, part, key) whose`;
}

function sighted({ source, who, where }: Sighting, part: number, presence: Distinct['presence'], sights: readonly Sight[]): string {
  const columns = source.rendered('rec');
  const [point] = source.points;
  if (!point) throw new Error(`${source.key} counts nothing.`);
  const day = point.at.daySql(columns);
  const since = presence === 'WITHIN_A_YEAR' ? `(${UNTIL} - interval '1 year')::date` : FROM;
  const holds = [
    point.at.withinSql(columns, since, UNTIL), presence === 'WITHIN_A_YEAR' && `(${day} + interval '1 year')::date >= ${UNTIL}`,
    `${who.sql(columns)} is not null`, where?.sql(columns),
  ];
  return `select ${shown(source, part, sights)}, ${who.sql(columns)} as who_id, ${day} as day from ${under(source)} where ${holds.filter(Boolean).join(' and ')}`;
}

function shown(source: Source, part: number, sights: readonly Sight[]): string {
  const sight = sights.find(({ table }) => table === source.table);
  if (!sight) throw new Error(`Nobody has said how the rows of ${source.table} are seen: give SIGHTS one, for ${source.key}.`);
  const columns = source.rendered('rec');
  const [point] = source.points;
  return `${part} as part, rec.id as key, ${point?.at.instantSql(columns)} as at, ${source.place.sql(columns)} as place_id,
    '${sight.node.kind}' as kind, rec.${sight.node.id} as node_id, coalesce(${sight.seen('rec')}, false) as seen`;
}

function under(source: Source): string {
  return `place_ancestor beneath join ${source.table} rec on rec.district_id = $1 and ${source.place.sql(source.rendered('rec'))} = beneath.place_id
    and beneath.district_id = $1 and beneath.ancestor_id = $6::uuid`;
}
