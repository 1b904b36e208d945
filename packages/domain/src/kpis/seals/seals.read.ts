import { columnsOf, read, type RowOf } from '../../shared/read.ts';
import type { CalendarDate } from '../../shared/clock.ts';
import { IndicatorSeal } from './indicator-seal.entity.ts';
import { SealedFigure } from './sealed-figure.entity.ts';

export type SealRow = RowOf<IndicatorSeal>;
export type SealedFigureRow = RowOf<SealedFigure>;
const SEAL = columnsOf(IndicatorSeal.schema, 's');

/** Locks the district's clock, so that nothing is counted meanwhile, and says whether anything before a day waits to be counted. */
export const countedBefore = read<{ revision: string; definitions: string; waiting: boolean }, [CalendarDate]>('seal_clock',
  `select c.revision, c.definitions, exists (select from kpi_change k where k.district_id = $1 and k.day < $2) as waiting
   from kpi_clock c where c.district_id = $1 for update`);

/** The place itself and those above grids under it that worked with the system by an instant, closed ones too where they were open then. */
export const sealedPlaces = read<{ id: string }, [placeId: string, from: Date, to: Date]>('seal_places',
  `select p.id from place_ancestor a join place p on p.district_id = $1 and p.id = a.place_id
   where a.district_id = $1 and a.ancestor_id = $2 and p.level in ('DISTRICT', 'STREET', 'COMMUNITY') and p.onboarded_at < $4 and (p.closed_at is null or p.closed_at > $3)`);

/** Seals are for who works where they are, and for who works under it; of the figures they are shown what they may see. `$2`: the places they work at. */
const SEEN = `(exists (select from place_ancestor v where v.district_id = $1 and v.place_id = s.place_id and v.ancestor_id = any($2::uuid[]))
  or exists (select from place_ancestor w where w.district_id = $1 and w.ancestor_id = s.place_id and w.place_id = any($2::uuid[])))`;
export const sealsById = read<SealRow, [string[], string[]]>('indicator_seals_by_id', `select ${SEAL} from indicator_seal s where s.district_id = $1 and s.id = any($3::uuid[]) and ${SEEN}`);
/** The seals that stand in for others, by those; at most one each. */
export const correctionsOf = read<SealRow, [string[], string[]]>('indicator_seal_corrections',
  `select ${SEAL} from indicator_seal s where s.district_id = $1 and s.corrects_id = any($3::uuid[]) and ${SEEN}`);
export type SealFilter = [worksAt: string[], placeId: string | null];
const SEALS = `from indicator_seal s where s.district_id = $1 and ${SEEN} and ($3::uuid is null or s.place_id = $3)`;
export const sealPage = read<SealRow, [...SealFilter, string | null, number]>('indicator_seal_page',
  `select ${SEAL} ${SEALS} and ($4::uuid is null or s.id < $4) order by s.id desc limit $5`);
export const sealCount = read<{ n: number }, SealFilter>('indicator_seal_count', `select count(*)::int as n ${SEALS}`);

export const figuresOfSeals = read<SealedFigureRow, [string[]]>('sealed_figures',
  `select ${columnsOf(SealedFigure.schema, 'f')} from sealed_figure f join place p on p.district_id = $1 and p.id = f.place_id
   where f.district_id = $1 and f.seal_id = any($2::uuid[]) order by p.code, f.indicator`);

/** Digests of seals, whoever may see them: a later one rests on it. */
export const digestsOf = read<{ id: string; digest: string }, [string[]]>('indicator_seal_digests',
  'select s.id, s.digest from indicator_seal s where s.district_id = $1 and s.id = any($2::uuid[])');
