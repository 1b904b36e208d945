import { ADMINS, holds, isActor } from '../access/actor.ts';
import { maskName } from '../people/masking.ts';
import type { DataOrigin } from '../places/place.entity.ts';
import { addDays, startOf, ZONE } from '../shared/clock.ts';
import type { Performer } from '../shared/performer.ts';
import { read } from '../shared/read.ts';
import { day, number, text, word } from '../sheets/cells.rule.ts';
import { filter, first } from '../sheets/filters.ts';
import { column, defineSheet } from '../sheets/sheet.ts';
import type { SignUpChannel, SignUpStatus } from './activity-sign-up.entity.ts';

const STATUSES = { SIGNED_UP: '已报名', WAITING: '候补', CANCELLED: '已取消' } as const satisfies Record<SignUpStatus, string>;
const CHANNELS = { APP: '本人手机', PROXY: '代办人', TELEPHONE: '电话', WINDOW: '窗口', VISIT: '上门', DOOR: '现场' } as const satisfies Record<SignUpChannel, string>;

const COLUMNS = {
  activity: column(text(100), { zh: '活动', en: 'Activity', required: true, example: '智能手机课' }),
  startsAt: column(text(30), { zh: '开始时间', en: 'Begins', required: false, example: '2026-03-14 14:00' }),
  number: column(number(1, 1_000_000, true), { zh: '序号', en: 'Number', required: true, example: '1' }),
  name: column(text(100), { zh: '姓名', en: 'Name', required: true, example: '张**', mask: maskName }),
  placeName: column(text(100), { zh: '居住地', en: 'Lives at', required: true, example: '第一网格' }),
  status: column(word(STATUSES), { zh: '状态', en: 'Status', required: true, example: '已报名' }),
  channel: column(word(CHANNELS), { zh: '报名渠道', en: 'Channel', required: true, example: '窗口' }),
  attended: column(number(0, 1_000, true), { zh: '签到场次', en: 'Sessions attended', required: true, example: '3' }),
};

/** By what sign-ups are narrowed as they go out. */
const FILTERS = {
  status: filter(word(STATUSES), { zh: '状态', en: 'Status', single: false }),
  startsFrom: filter(day(), { zh: '活动从', en: 'Begins from', single: true }),
  startsTo: filter(day(), { zh: '活动到', en: 'Begins to', single: true }),
};

interface OutgoingSignUp {
  readonly id: string;
  readonly residentId: string;
  readonly activity: string;
  readonly startsAt: Date | null;
  readonly number: number;
  readonly name: string;
  readonly placeName: string;
  readonly status: SignUpStatus;
  readonly channel: SignUpChannel;
  readonly attended: number;
  readonly dataOrigin: DataOrigin;
}

/** A page of the sign-ups to activities under a place, after an id; of these, those of some statuses, to what begins in a period. */
const signUpsOut = read<OutgoingSignUp, [string, readonly SignUpStatus[] | null, Date | null, Date | null, string, number]>('activity_sign_ups_out',
  `select u.id, u.resident_id as "residentId", a.title as activity, a.starts_at as "startsAt", u.number, r.name, p.name as "placeName", u.status, u.channel, u.data_origin as "dataOrigin",
     (select count(*)::int from activity_attendance t where t.district_id = $1 and t.activity_id = a.id and t.resident_id = r.id and t.voided_at is null) as attended
   from activity_sign_up u join activity a on a.district_id = $1 and a.id = u.activity_id join resident r on r.district_id = $1 and r.id = u.resident_id
     join place p on p.district_id = $1 and p.id = r.place_id
   where u.district_id = $1 and u.id > $6 and ($3::text[] is null or u.status = any($3))
     and ($4::timestamptz is null or a.starts_at >= $4) and ($5::timestamptz is null or a.starts_at < $5)
     and exists (select from place_ancestor n where n.district_id = $1 and n.place_id = a.place_id and n.ancestor_id = $2)
   order by u.id limit $7`);

/** Sign-ups read at once. */
const PAGE = 1_000;
const BEFORE_ALL = '00000000-0000-0000-0000-000000000000';
const minutes = new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE, dateStyle: 'short', timeStyle: 'short' });

/** 活动报名表: who means to come to what, and how often they came; they only go out. */
export const signUpSheet = defineSheet('activity-sign-ups', {
  title: { zh: '活动报名表', en: 'Sign-ups for activities' },
  columns: COLUMNS,
  outlet: {
    may: mayTakeOut,
    mayUnmasked: mayTakeOut,
    filters: FILTERS,
    async *rows(from, { placeId }, { status, startsFrom, startsTo }) {
      const narrowed = [status, startsFrom && startOf(first(startsFrom)), startsTo && startOf(addDays(first(startsTo), 1))] as const;
      for (let after = BEFORE_ALL; ;) {
        const rows = await from.rows(signUpsOut, placeId, ...narrowed, after, PAGE);
        if (rows.length === 0) return;
        yield rows.map(({ id: _, residentId, dataOrigin, startsAt, ...row }) => ({
          generated: dataOrigin === 'GENERATED', subjectId: residentId, values: { ...row, startsAt: startsAt && minutes.format(startsAt) },
        }));
        after = rows.at(-1)?.id ?? after;
      }
    },
  },
});

function mayTakeOut(performer: Performer, lineage: readonly string[]): boolean {
  return performer.accountId === null || (isActor(performer) && holds(performer, ADMINS, lineage));
}
