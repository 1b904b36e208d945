import type { Actor } from '../access/actor.ts';
import { one } from '../shared/read.ts';
import { Refusal } from '../shared/refusal.ts';
import type { Transaction } from '../shared/transaction.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import { Notice } from './notice.entity.ts';
import { countOwn, unreadOf } from './notices.read.ts';
import { QuietHoursSetting } from './quiet-hours.entity.ts';
import { minuteOfDay } from './quiet-hours.rule.ts';

/** Notices named in one command. */
const MOST_AT_ONCE = 100;
/** Days that a notice is kept after it was read. */
const KEPT_DAYS = 180;

/** What the owner of an inbox does with it. */
export class NoticesService {
  readonly #unit: UnitOfWork;

  constructor(unit: UnitOfWork) {
    this.#unit = unit;
  }

  /**
   * Marks one's own notices read: those named, or all that came up to a moment.
   * @throws Refusal NOT_FOUND for one that is not the actor's; INVALID unless it is said which, at most {@link MOST_AT_ONCE} by name
   */
  markRead(actor: Actor, which: { readonly ids: readonly string[] | null; readonly upTo: Date | null }): Promise<void> {
    return this.#unit.of(actor, 'notice.mark_read', async tx => {
      const { upTo } = which;
      const ids = which.ids && [...new Set(which.ids)];
      if ((ids === null) === (upTo === null)) throw new Refusal('INVALID', 'Give either notices or a moment.', ['noticeIds']);
      if (ids) {
        if (ids.length > MOST_AT_ONCE) throw new Refusal('INVALID', `At most ${MOST_AT_ONCE} at once.`, ['noticeIds']);
        const own = await one(tx, countOwn, actor.accountId, ids);
        if (own?.n !== ids.length) throw new Refusal('NOT_FOUND', 'No such notice.', ['noticeIds']);
      }
      const unread = await tx.rows(unreadOf, actor.accountId, upTo, ids);
      if (unread.length > 0) await tx.bulkUpdate(Notice, unread.map(({ id }) => id), { readAt: tx.at });
    });
  }

  /**
   * Chooses when one is not to be disturbed; null switches quiet hours off.
   * @throws Refusal INVALID for what is no time of day, and for hours that never or always last
   */
  setQuietHours(actor: Actor, hours: { readonly from: string; readonly to: string } | null): Promise<QuietHoursSetting> {
    return this.#unit.of(actor, 'notice.set_quiet_hours', async tx => {
      const chosen = {
        fromMinute: hours && minuteOfDay(hours.from, 'from'), toMinute: hours && minuteOfDay(hours.to, 'to'),
      };
      if (hours && chosen.fromMinute === chosen.toMinute) throw new Refusal('INVALID', 'Quiet hours end at another time than they begin.', ['to']);
      const known = await tx.get(QuietHoursSetting, actor.accountId);
      return known ? Object.assign(known, chosen) : tx.create(QuietHoursSetting, { id: actor.accountId, ...chosen });
    });
  }
}

/** Lets go of what was read long ago. */
export async function forgetNotices(tx: Transaction, now: Date): Promise<void> {
  await tx.execute('/* notice_forget */ delete from notice where district_id = $1 and read_at < $2',
    tx.districtId, new Date(now.getTime() - KEPT_DAYS * 86_400_000));
}
