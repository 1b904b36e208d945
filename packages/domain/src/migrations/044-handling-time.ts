import { Migration } from '@mikro-orm/migrations';
import chineseDays from 'chinese-days';

/** How much working time handling took. */
export class HandlingTime extends Migration {
  override async up(): Promise<void> {
    for (const statement of BEFORE) await this.execute(statement);
    await this.#reckon();
    for (const statement of AFTER) await this.execute(statement);
  }

  /** Of the cases there are, from their steps, so many at a time; SQL has no working calendar. */
  async #reckon(): Promise<void> {
    for (let last: HandledCase | undefined; ;) {
      const cases = (await this.execute(CASES, [last?.districtId ?? 0, last?.id ?? NIL, AT_ONCE])) as HandledCase[];
      last = cases.at(-1);
      if (!last) return;
      const reckoned = cases.map(({ districtId, id, begun, handledAt, steps }) => {
        const suspended = suspendedIn(steps ?? []);
        return { district: districtId, id, suspended, net: handledAt === null ? null : Math.max(0, workingMinutes(begun, handledAt) - suspended) };
      });
      await this.execute(
        `update service_case c set suspended_minutes = k.suspended, handled_net_minutes = k.net
         from jsonb_to_recordset(?::jsonb) k (district integer, id uuid, suspended integer, net integer)
         where c.district_id = k.district and c.id = k.id`, [JSON.stringify(reckoned)]);
    }
  }
}

const AT_ONCE = 10_000;
/** Before the first id. */
const NIL = '00000000-0000-0000-0000-000000000000';

interface Step {
  readonly move: 'suspend' | 'resume';
  readonly at: string;
}

interface HandledCase {
  readonly districtId: number;
  readonly id: string;
  readonly begun: string | Date;
  readonly handledAt: string | Date | null;
  readonly steps: readonly Step[] | null;
}

const DAY = 86_400_000;
/** Between midnight in Shanghai and in London. */
const EAST = 8 * 3_600_000;
/** 08:30–12:00 and 13:30–18:00, in minutes after midnight. */
const OFFICE_HOURS = [[510, 720], [810, 1080]] as const;

/** Whole minutes of office hours between two instants. */
function workingMinutes(begun: string | Date, ended: string | Date): number {
  const [from, to] = [new Date(begun).getTime(), new Date(ended).getTime()];
  let sum = 0;
  for (let midnight = Math.floor((from + EAST) / DAY) * DAY - EAST; midnight < to; midnight += DAY) {
    if (!chineseDays.isWorkday(new Date(midnight + EAST).toISOString().slice(0, 10))) continue;
    for (const [open, close] of OFFICE_HOURS) sum += Math.max(0, Math.min(to, midnight + close * 60_000) - Math.max(from, midnight + open * 60_000));
  }
  return Math.floor(sum / 60_000);
}

/** Working minutes of the suspensions that are over. */
function suspendedIn(steps: readonly Step[]): number {
  return steps.reduce((sum, { move, at }, n) => {
    const before = steps[n - 1];
    return move === 'resume' && before?.move === 'suspend' ? sum + workingMinutes(before.at, at) : sum;
  }, 0);
}

const CASES = `
  select c.district_id as "districtId", c.id, coalesce(c.reopened_at, c.received_at) as begun, c.handled_at as "handledAt", s.steps from service_case c
  cross join lateral (
    select json_agg(json_build_object('move', s.move, 'at', s.at) order by s.recorded_at, s.id) as steps from case_step s
    where s.district_id = c.district_id and s.case_id = c.id and s.cycle = c.cycle and s.move in ('suspend', 'resume')
  ) s
  where (c.district_id, c.id) > (?, ?::uuid) and (c.handled_at is not null or s.steps is not null)
  order by c.district_id, c.id limit ?`;

const BEFORE = [
  // The owner need not be a superuser, and has to see the rows there are.
  'alter table service_case no force row level security',
  'alter table case_step no force row level security',
  'alter table service_case add reopened_at timestamptz, add suspended_minutes integer not null default 0, add handled_net_minutes integer',
  'alter table service_case alter suspended_minutes drop default',
  `update service_case c set reopened_at = s.at from case_step s
   where s.district_id = c.district_id and s.case_id = c.id and s.cycle = c.cycle and s.move = 'reopen'`,
];

const AFTER = [
  'alter table service_case add constraint service_case_net_minutes_set check ((handled_net_minutes is null) = (handled_at is null))',
  'alter table service_case force row level security',
  'alter table case_step force row level security',
];
