import { createHash } from 'node:crypto';
import type { Seer, Sight } from '../../access/sight.ts';
import type { CalendarDate } from '../../shared/clock.ts';
import { one, read, type Read, type Rows } from '../../shared/read.ts';
import { BEGINNING, countedUntil, type Period } from '../engine/period.rule.ts';
import { seriesOf } from '../engine/series.ts';
import type { Measure } from '../language/measure.ts';
import { recordsBehind } from './behind.ts';

/** A record behind a figure; of one that counts by a day, `at` is when the day begins. */
export interface FigureRecord {
  /** The kind of node that shows it, and the node's id. */
  readonly kind: string;
  readonly nodeId: string;
  readonly placeId: string;
  readonly at: Date;
  /** What it adds to the figure: 1 where records are counted, minutes or fen where they are summed. */
  readonly contribution: number;
  /** Where it stands among the others, the latest first. */
  readonly position: Position;
}

/** Microseconds, part of the measure, and row. */
export type Position = readonly [at: string, part: string, key: string];

/** What the asker may see of the records, and what is hidden from them: both together are the figure. */
export interface FigureParts {
  readonly visible: number;
  readonly visibleSum: number;
  readonly hidden: number;
  readonly hiddenSum: number;
}

type Side = [...Seer, placeId: string, from: CalendarDate, until: CalendarDate];
interface Statements {
  readonly page: Read<Omit<FigureRecord, 'position'> & { micros: string; part: string; key: string }, [...Side, at: string | null, part: string | null, key: string | null, limit: number]>;
  readonly parts: Read<FigureParts, Side>;
}

/** One side of a figure: a measure at a place in a period. */
export interface FigureSide {
  readonly measure: Measure;
  readonly placeId: string;
  readonly period: Period;
  /** Decides how far a running period has come. */
  readonly now: Date;
}

/** From figures down to the records that they count, as far as somebody may see them. */
export class DrillDown {
  readonly #sights: readonly Sight[];
  readonly #statements = new Map<Measure, Statements>();

  constructor(sights: readonly Sight[]) {
    this.#sights = sights;
  }

  /** A page of the records that the asker may see, the latest first. */
  async page(from: Rows, seer: Seer, side: FigureSide, after: Position | null, limit: number): Promise<FigureRecord[]> {
    const [at, part, key] = after ?? [null, null, null];
    const rows = await from.rows(this.#of(side.measure).page, ...asked(seer, side), at, part, key, limit);
    return rows.map(row => ({ ...row, position: [row.micros, row.part, row.key] }));
  }

  /** How much of a figure the asker may see, and how much not. */
  async parts(from: Rows, seer: Seer, side: FigureSide): Promise<FigureParts> {
    return (await one(from, this.#of(side.measure).parts, ...asked(seer, side))) ?? { visible: 0, visibleSum: 0, hidden: 0, hiddenSum: 0 };
  }

  #of(measure: Measure): Statements {
    const known = this.#statements.get(measure) ?? statementsOf(measure, this.#sights);
    this.#statements.set(measure, known);
    return known;
  }
}

/** Not every measure needs to know everything that is asked; here each value has its type. */
const ASKED = 'asked (own, works_at, account_id, organisation_id, since) as (select $2::uuid[], $3::uuid[], $4::uuid, $5::uuid, $7::date)';

function statementsOf(measure: Measure, sights: readonly Sight[]): Statements {
  const behind = `with ${ASKED}, behind as (${recordsBehind(measure, sights)})`;
  const digest = createHash('sha256').update(behind).digest('hex').slice(0, 12);
  const micros = '(extract(epoch from at) * 1000000)::bigint';
  return {
    page: read(`kpi_records_${digest}`, `${behind}
      select kind, node_id as "nodeId", place_id as "placeId", at, contribution::float8 as contribution, ${micros}::text as micros, part::text as part, key::text as key
      from behind where seen and ($9::bigint is null or (${micros}, part, key) < ($9, $10::int, $11::uuid))
      order by ${micros} desc, behind.part desc, behind.key desc limit $12`),
    parts: read(`kpi_record_parts_${digest}`, `${behind}
      select count(*) filter (where seen)::int as visible, coalesce(sum(contribution) filter (where seen), 0)::float8 as "visibleSum",
        count(*) filter (where not seen)::int as hidden, coalesce(sum(contribution) filter (where not seen), 0)::float8 as "hiddenSum"
      from behind`),
  };
}

function asked(seer: Seer, { measure, placeId, period, now }: FigureSide): Side {
  const running = seriesOf(measure, period.kind).some(series => series.running);
  return [...seer, placeId, running ? BEGINNING : period.from, countedUntil(period, now)];
}
