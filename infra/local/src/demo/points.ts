import type { Domain } from '@linli/domain/domain';
import type { NewRule } from '@linli/domain/points/rules.service';
import { PointsRuleVersion } from '@linli/domain/points/points-rule-version.entity';
import { dayOf } from '@linli/domain/shared/clock';
import { system } from '@linli/domain/shared/performer';
import type { MadeDistrict } from './places.ts';

const SCHEME = { name: '邻里积分', expiryDays: 365, holdHours: 72, levels: [{ name: '热心居民', from: 20 }, { name: '社区先锋', from: 200 }] };
const EVERYBODY = { evidence: 'NONE', dayCap: null, monthCap: null, totalCap: null, standings: [], ageFrom: null, ageBelow: null } satisfies Partial<NewRule>;
const RULES: readonly Omit<NewRule, 'placeId'>[] = [
  { ...EVERYBODY, name: '垃圾分类正确投放', eventType: 'waste_sorting.drop', points: 2, subject: 'HOUSEHOLD', dayCap: 2 },
  { ...EVERYBODY, name: '志愿清洁楼道', eventType: 'manual', points: 30, subject: 'PERSON', evidence: 'NOTE', monthCap: 120 },
];
const GOODS = [
  { name: '洗衣液一瓶', kind: 'GOODS', price: 30, stock: 200 }, { name: '抽纸一提', kind: 'GOODS', price: 20, stock: 300 },
  { name: '家政服务优先预约', kind: 'SERVICE', price: 25, stock: 40 },
] as const;
/** Residents who have earned something, those of them who have redeemed it, and those whose next deed stands on public notice. */
const [EARNED, REDEEMED, ON_NOTICE] = [24, 8, 6];

/** Opens a scheme that has just begun: rules, a catalogue, and the first residents who earn and redeem, each through the front door. */
export async function makePoints(domain: Domain, { districtId, rootId }: MadeDistrict, residentIds: readonly string[]): Promise<void> {
  const by = system(districtId);
  await domain.points.rules.setUp(by, { ...SCHEME, noticeDays: 0 });
  const ruleIds: string[] = [];
  for (const rule of RULES) {
    const { id: ruleId } = await domain.points.rules.create(by, { placeId: rootId, ...rule });
    const draft = await domain.unit.of(by, 'demo.load', tx => tx.findOne(PointsRuleVersion, { ruleId }));
    await domain.points.rules.publish(by, draft?.id ?? '', dayOf(domain.clock.now()));
    ruleIds.push(ruleId);
  }
  const goodIds: string[] = [];
  for (const good of GOODS) goodIds.push((await domain.points.goods.create(by, { placeId: rootId, ...good })).id);
  const enter = (residentId: string) => domain.points.awards.enter(by, { ruleId: ruleIds[1] ?? '', residentId, note: '楼道清洁签到表' });
  for (const residentId of residentIds.slice(0, EARNED)) await enter(residentId);
  const snapshot = domain.connections.snapshot(districtId);
  await domain.points.awards.activateDue(snapshot).finally(() => snapshot.close());
  for (const [n, residentId] of residentIds.slice(0, REDEEMED).entries()) {
    await domain.points.redemptions.atCounter(by, { goodId: goodIds[n % goodIds.length] ?? '', residentId, quantity: 1, from: 'RESIDENT' }, 'RESIDENT_CARD');
  }
  await domain.points.rules.setUp(by, { ...SCHEME, noticeDays: 7 });
  for (const residentId of residentIds.slice(0, ON_NOTICE)) await enter(residentId);
}
