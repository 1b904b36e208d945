import { Resident } from '@linli/domain/people/resident.entity';
import { COMMUNITY_A } from '../layout.ts';
import type { DemoMonth } from '../months.ts';
import type { Past } from '../past.ts';
import type { MadeCommunity, MadeDistrict } from '../places.ts';
import { spendable, type Customer } from './counter.ts';
import type { Offered, Wording } from './scheme.ts';

/** Months in which somebody objects: to what was not so, and to what was; and in which a worker has entered something wrongly. */
const [RIGHTLY, WRONGLY, MISTAKEN] = [6, 16, 11];
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** The pilot community, or the first where there is none. */
export function pilotOf({ streets }: MadeDistrict): MadeCommunity | undefined {
  const all = streets.flatMap(({ communities }) => communities);
  return all.find(({ plan }) => plan.code === COMMUNITY_A.code) ?? all[0];
}

/** In some months a deed that a worker has entered is objected to, or taken back. */
export async function objectTo(past: Past, made: MadeDistrict, [wording]: readonly Wording[], { number }: DemoMonth): Promise<void> {
  const community = pilotOf(made);
  const gridId = community?.gridIds[0];
  if (!community || !gridId || !wording || ![RIGHTLY, WRONGLY, MISTAKEN].includes(number)) return;
  const { domain: { points: { awards } } } = past;
  const worker = await past.actor('GRID_WORKER', gridId);
  const admin = await past.actor('COMMUNITY_ADMIN', community.id);
  const neighbour = await past.actor('RESIDENT', gridId);
  const doer = await past.unit(tx => tx.findOne(Resident, { placeId: gridId, relationToHead: 'HEAD', livesTo: null, id: { $ne: neighbour.residentId ?? '' } }));
  if (!doer) return;
  const { id } = await awards.enter(worker, { ruleId: wording.ruleId, residentId: doer.id, note: '楼道清洁签到表' });
  past.goTo(new Date(past.now.getTime() + HOUR));
  if (number === MISTAKEN) return void (await awards.revoke(admin, id));
  const objection = await awards.object(neighbour, id, number === RIGHTLY ? '当天没有见到此人参加清洁。' : '听说没有参加。');
  past.goTo(new Date(past.now.getTime() + 5 * HOUR));
  const [decision, answer] = number === RIGHTLY ? ['STANDS', '经核实签到为误登，不予发放。'] as const : ['WITHDRAWN', '现场照片和签到一致，情况属实。'] as const;
  await awards.decide(admin, objection.id, decision, answer);
}

/** Residents redeem in the app: one fetches it by code, one calls it off, and one lets it lapse. */
export async function redeemInApp(past: Past, goods: readonly Offered[], gridIds: readonly string[]): Promise<void> {
  const { domain: { points: { redemptions }, ledger } } = past;
  const [fetched, cancelled, lapsed] = gridIds;
  const first = fetched && (await reserved(past, goods, fetched));
  if (first) await redemptions.fulfil(await past.actor('GRID_WORKER', fetched), first.redemption.id, first.code ?? '');
  const second = cancelled && (await reserved(past, goods, cancelled));
  if (second) await redemptions.cancel(await past.actor('RESIDENT', cancelled), second.redemption.id);
  if (lapsed) await reserved(past, goods, lapsed);
  if (past.goTo(new Date(past.now.getTime() + 3 * DAY + HOUR))) await past.asWorker(from => ledger.lapse(from));
}

/** The resident with the account of a grid reserves what they can afford; nothing with too few points. */
export async function reserved(past: Past, goods: readonly Offered[], gridId: string) {
  const { domain: { points: { redemptions } } } = past;
  const resident = await past.actor('RESIDENT', gridId);
  const residentId = resident.residentId ?? '';
  const customer: Customer = { residentId, from: 'RESIDENT', ownerId: residentId };
  const points = (await spendable(past, [customer])).get(residentId) ?? 0;
  const good = goods.toSorted((a, b) => b.price - a.price).find(({ price }) => price <= points);
  if (!good) return undefined;
  const quote = await redemptions.quote(resident, { goodId: good.id, residentId, quantity: 1, from: 'RESIDENT' });
  return redemptions.reserve(resident, quote.id);
}
