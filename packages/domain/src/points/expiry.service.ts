import { defineNotice } from '../notices/notice-kind.ts';
import { notifyEach } from '../notices/notify.ts';
import { plain } from '../notices/param.ts';
import { addDays, dayOf, type CalendarDate } from '../shared/clock.ts';
import { system } from '../shared/performer.ts';
import { read, type Rows } from '../shared/read.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import { ownersOf } from './award.notice.ts';
import type { PointOwner } from './points-award.entity.ts';

/** Days ahead of which people are told that points will be good no longer, the latest first. */
export const DAYS_BEFORE = [7, 30] as const;
const AT_A_TIME = 500;
const BEFORE_ALL = '00000000-0000-0000-0000-000000000000';

export const pointsExpiring = defineNotice('points.expiring', {
  about: null,
  params: { points: plain, day: plain },
  ZH: { title: '积分即将到期', body: '{points} 分将于 {day} 到期，请尽快使用。' },
  EN: { title: 'Points are about to expire', body: '{points} points are good until {day} and no longer.' },
});

interface Expiring {
  readonly accountId: string;
  readonly ownerKind: PointOwner;
  readonly ownerId: string;
  readonly day: CalendarDate;
  readonly points: number;
  readonly daysBefore: number;
}

/** What expires on a day up to `$3`, after today (`$2`), and has not been announced; from `$4` days before, as so many days before; a page after a day and an account. */
const unannounced = read<Expiring, [today: CalendarDate, until: CalendarDate, daysBefore: number, after: CalendarDate, afterAccount: string, limit: number]>('points_expiring_unannounced',
  `select a.id as "accountId", a.owner_kind as "ownerKind", a.owner_id as "ownerId", l.expires_on as day, sum(l.remaining)::float8 as points, $4::integer as "daysBefore"
   from ledger_lot l join ledger_account a on a.district_id = $1 and a.id = l.account_id and a.owner_kind in ('RESIDENT', 'HOUSEHOLD')
   where l.district_id = $1 and l.remaining > 0 and l.expires_on > $2 and l.expires_on <= $3 and (l.expires_on, a.id) > ($5, $6::uuid)
     and not exists (select from points_expiry_notice n where n.district_id = $1 and n.account_id = a.id and n.expires_on = l.expires_on and n.days_before <= $4)
   group by a.id, a.owner_kind, a.owner_id, l.expires_on order by l.expires_on, a.id limit $7`);

/** Tells people, once each, that points are about to expire. */
export class PointsExpiryService {
  readonly #unit: UnitOfWork;

  constructor(unit: UnitOfWork) {
    this.#unit = unit;
  }

  /** @returns how many expiries were announced */
  async announce(districtId: number, from: Rows): Promise<number> {
    const today = dayOf(this.#unit.clock.now());
    let announced = 0;
    for (const daysBefore of DAYS_BEFORE) {
      let after: Pick<Expiring, 'day' | 'accountId'> | undefined = { day: today, accountId: BEFORE_ALL };
      while (after) {
        // By key: the snapshot does not see what was announced from the page before.
        const found: Expiring[] = await from.rows(unannounced, today, addDays(today, daysBefore), daysBefore, after.day, after.accountId, AT_A_TIME);
        announced += await this.#tell(districtId, daysBefore, found);
        after = found.length < AT_A_TIME ? undefined : found.at(-1);
      }
    }
    return announced;
  }

  /** Whoever has just been told of the last days is not told of the first as well. */
  #tell(districtId: number, daysBefore: number, found: readonly Expiring[]): Promise<number> {
    if (found.length === 0) return Promise.resolve(0);
    return this.#unit.of(system(districtId), 'points.announce_expiry', async tx => {
      const fresh = await tx.execute<{ account_id: string; day: CalendarDate }>(
        `/* points_expiry_announce */ insert into points_expiry_notice (district_id, account_id, expires_on, days_before)
         select $1, e.account_id, e.day, $2 from unnest($3::uuid[], $4::date[]) e (account_id, day)
         where not exists (select from points_expiry_notice n where n.district_id = $1 and n.account_id = e.account_id and n.expires_on = e.day and n.days_before <= $2)
         on conflict do nothing returning account_id, expires_on as day`,
        tx.districtId, daysBefore, found.map(({ accountId }) => accountId), found.map(({ day }) => day));
      const made = new Set(fresh.map(({ account_id: id, day }) => `${id} ${day}`));
      const telling = found.filter(({ accountId, day }) => made.has(`${accountId} ${day}`));
      await notifyEach(tx, pointsExpiring, telling.map(({ ownerKind, ownerId, points, day }) => ({ to: ownersOf(ownerKind, ownerId), params: { points: String(points), day } })));
      return telling.length;
    });
  }
}
