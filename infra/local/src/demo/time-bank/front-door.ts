import type { Actor } from '@linli/domain/access/actor';
import type { Resident } from '@linli/domain/people/resident.entity';
import type { Past } from '../past.ts';

const [MINUTE, HOUR, DAY] = [60_000, 3_600_000, 86_400_000];

/** Who takes part, and in what, when a service does not go as most do. */
export interface Cast {
  readonly admin: Actor;
  readonly giver: Pick<Resident, 'id'>;
  readonly elder: Pick<Resident, 'id'>;
  readonly serviceTypeId: string;
}

/** Services that go otherwise, each in its month, made move by move. */
export const INCIDENTS: Readonly<Record<number, (past: Past, cast: Cast) => Promise<unknown>>> = {
  4: disputedAndAdjusted, 7: requested, 10: disputedAndVoided, 13: requested, 15: nobodyThere, 19: requested, 21: confirmedLate, 23: requested,
};

async function disputedAndAdjusted(past: Past, cast: Cast): Promise<void> {
  const { exchanges } = past.domain.timeBank;
  const id = await confirmed(past, cast, 120);
  past.goTo(new Date(past.now.getTime() + DAY));
  await exchanges.dispute(cast.admin, id, '老人家属反映实际只服务了一个小时。');
  past.goTo(new Date(past.now.getTime() + 2 * DAY));
  await exchanges.adjust(cast.admin, id, 60, '经电话核实，按一小时更正。');
  await exchanges.audit(cast.admin, id, '已回访老人，更正后的时长属实。');
}

async function disputedAndVoided(past: Past, cast: Cast): Promise<void> {
  const { exchanges } = past.domain.timeBank;
  const id = await submitted(past, cast, 60);
  await exchanges.dispute(cast.admin, id, '老人当天住院，没有接受服务。');
  past.goTo(new Date(past.now.getTime() + DAY));
  await exchanges.void(cast.admin, id, '服务登记有误，予以作废。');
}

async function nobodyThere(past: Past, cast: Cast): Promise<void> {
  const { id, startsAt } = await scheduled(past, cast, 60);
  past.goTo(new Date(startsAt.getTime() + 30 * MINUTE));
  await past.domain.timeBank.exchanges.noShow(cast.admin, id, 'RECEIVER');
}

/** Nobody confirms it until the worker puts it on the review list and somebody calls. */
async function confirmedLate(past: Past, cast: Cast): Promise<void> {
  const { exchanges } = past.domain.timeBank;
  const exchangeId = await submitted(past, cast, 90);
  past.goTo(new Date(past.now.getTime() + 14 * DAY));
  await exchanges.review(past.by, { districtId: past.by.districtId, exchangeId });
  await exchanges.confirm(cast.admin, exchangeId, { by: 'CALL_BACK', note: '电话联系到老人本人，确认服务属实。' });
}

/** An elder asks by telephone, and is served. */
async function requested(past: Past, cast: Cast): Promise<void> {
  const { id: listingId } = await past.domain.timeBank.listings.enter(past.by, {
    kind: 'REQUEST', residentId: cast.elder.id, serviceTypeId: cast.serviceTypeId, minutes: 60, channel: 'TELEPHONE',
  });
  await confirmed(past, cast, 60, listingId);
}

/** What is still open today: one service waits to be confirmed, one is disputed, one is to come, and some wait for somebody. */
export async function leaveOpen(past: Past, casts: readonly Cast[], elders: readonly Pick<Resident, 'id'>[]): Promise<void> {
  const [first, second] = casts;
  if (!first || !second) return;
  const { exchanges, listings } = past.domain.timeBank;
  past.goTo(new Date(past.until.getTime() - 6 * HOUR));
  await submitted(past, first, 60, MINUTE);
  const disputed = await submitted(past, second, 90, MINUTE);
  await exchanges.dispute(second.admin, disputed, '服务时长与老人所说不一致。');
  for (const { id: residentId } of elders) {
    await listings.enter(past.by, { kind: 'REQUEST', residentId, serviceTypeId: first.serviceTypeId, minutes: 60, channel: 'TELEPHONE' });
  }
  await listings.enter(past.by, { kind: 'OFFER', residentId: first.giver.id, serviceTypeId: first.serviceTypeId, minutes: 120, channel: 'WINDOW' });
  await scheduled(past, first, 60);
}

async function scheduled(past: Past, { admin, giver, elder, serviceTypeId }: Cast, minutes: number, ahead = DAY, listingId?: string): Promise<{ id: string; startsAt: Date }> {
  const { exchanges } = past.domain.timeBank;
  const who = listingId === undefined ? { giverId: giver.id, receiverIds: [elder.id], serviceTypeId } : { giverId: giver.id, listingId };
  const { id } = await exchanges.match(admin, who);
  const startsAt = new Date(past.now.getTime() + ahead);
  await exchanges.schedule(admin, id, startsAt, minutes);
  return { id, startsAt };
}

async function submitted(past: Past, cast: Cast, minutes: number, ahead = DAY, listingId?: string): Promise<string> {
  const { exchanges } = past.domain.timeBank;
  const { id, startsAt } = await scheduled(past, cast, minutes, ahead, listingId);
  past.goTo(startsAt);
  await exchanges.checkIn(cast.admin, id);
  past.goTo(new Date(startsAt.getTime() + minutes * MINUTE));
  await exchanges.submit(cast.admin, id, minutes);
  return id;
}

async function confirmed(past: Past, cast: Cast, minutes: number, listingId?: string): Promise<string> {
  const id = await submitted(past, cast, minutes, DAY, listingId);
  await past.domain.timeBank.exchanges.confirm(cast.admin, id, { by: 'CALL_BACK', note: '电话联系到老人本人，确认服务属实。' });
  return id;
}
