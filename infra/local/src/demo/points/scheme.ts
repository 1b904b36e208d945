import { PointsRuleVersion } from '@linli/domain/points/points-rule-version.entity';
import type { NewGood } from '@linli/domain/points/goods.service';
import type { PointsGood } from '@linli/domain/points/points-good.entity';
import type { NewRule } from '@linli/domain/points/rules.service';
import type { Terms } from '@linli/domain/points/terms.rule';
import { addDays, dayOf } from '@linli/domain/shared/clock';
import type { Past } from '../past.ts';

/** How points are given here: after a week's public notice, good for a year. */
export const SCHEME = {
  name: '邻里积分', noticeDays: 7, expiryDays: 365, holdHours: 72,
  levels: [{ name: '热心居民', from: 20 }, { name: '社区先锋', from: 200 }, { name: '邻里榜样', from: 500 }],
} as const;

const EVERYBODY = { evidence: 'NONE', dayCap: null, monthCap: null, totalCap: null, standings: [], ageFrom: null, ageBelow: null } satisfies Partial<Terms>;
const DEEDS = [
  { ...EVERYBODY, name: '志愿清洁楼道', eventType: 'manual', points: 30, subject: 'PERSON', evidence: 'NOTE', monthCap: 120 },
  { ...EVERYBODY, name: '协助社区活动', eventType: 'manual', points: 20, subject: 'PERSON', evidence: 'NOTE', monthCap: 60 },
] as const satisfies readonly Omit<NewRule, 'placeId'>[];
const SORTING = { ...EVERYBODY, points: 2, subject: 'HOUSEHOLD', dayCap: 2, monthCap: 2 } as const satisfies Partial<Terms>;
const MORE = { ...SORTING, monthCap: 4 } as const satisfies Terms;

/** What is offered to everybody, and what only where waste is sorted. */
const GOODS = [
  { name: '洗衣液一瓶', kind: 'GOODS', price: 30, stock: 400 }, { name: '抽纸一提', kind: 'GOODS', price: 20, stock: 500 },
  { name: '家政服务优先预约', kind: 'SERVICE', price: 25, stock: 80 }, { name: '五公斤大米一袋', kind: 'GOODS', price: 60, stock: 200 },
] as const satisfies readonly Omit<NewGood, 'placeId'>[];
const GOOD_OF_SORTERS = { name: '分类垃圾袋一卷', kind: 'GOODS', price: 10, stock: 600 } as const satisfies Omit<NewGood, 'placeId'>;

/** One wording of a rule, in force. */
export type Wording = Pick<Terms, 'points' | 'dayCap' | 'monthCap' | 'totalCap'> & { readonly id: string; readonly ruleId: string };
/** What is offered, by price. */
export type Offered = Pick<PointsGood, 'id' | 'price'>;

/** Opens the scheme, with what people do for others. @returns the wordings of its rules, and the catalogue */
export async function openScheme(past: Past, rootId: string): Promise<{ deeds: readonly Wording[]; goods: readonly Offered[] }> {
  const { domain: { points }, by } = past;
  await points.rules.setUp(by, { ...SCHEME, levels: [...SCHEME.levels] });
  const deeds: Wording[] = [];
  for (const rule of DEEDS) deeds.push(await published(past, { placeId: rootId, ...rule }));
  const goods: Offered[] = [];
  for (const good of GOODS) goods.push(await points.goods.create(by, { placeId: rootId, ...good }));
  return { deeds, goods };
}

/** A community tries out points for sorted waste: once a month at first. */
export async function tryOutSorting(past: Past, communityId: string): Promise<{ wording: Wording; good: Offered }> {
  const wording = await published(past, { placeId: communityId, name: '垃圾分类正确投放', eventType: 'waste_sorting.drop', ...SORTING });
  return { wording, good: await past.domain.points.goods.create(past.by, { placeId: communityId, ...GOOD_OF_SORTERS }) };
}

/** From tomorrow on points are given twice as often. */
export async function rewardMore(past: Past, communityId: string, { ruleId }: Wording): Promise<Wording> {
  const admin = await past.actor('COMMUNITY_ADMIN', communityId);
  const draft = await past.domain.points.rules.draft(admin, ruleId, MORE);
  await past.domain.points.rules.publish(admin, draft.id, addDays(dayOf(past.now), 1));
  return { ...MORE, ruleId, id: draft.id };
}

async function published(past: Past, rule: NewRule): Promise<Wording> {
  const { domain: { points }, by } = past;
  const { id: ruleId } = await points.rules.create(by, rule);
  const draft = await past.unit(tx => tx.findOne(PointsRuleVersion, { ruleId }));
  const { id } = await points.rules.publish(by, draft?.id ?? '', dayOf(past.now));
  return { ...rule, ruleId, id };
}
