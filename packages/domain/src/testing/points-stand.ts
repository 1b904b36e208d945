import type { Actor } from '../access/actor.ts';
import type { Domain } from '../domain.ts';
import type { PointsAward } from '../points/points-award.entity.ts';
import { accountOf, transfer } from '../ledger/book.ts';
import type { PointsGood } from '../points/points-good.entity.ts';
import type { PointsObjection } from '../points/points-objection.entity.ts';
import type { PointsRule } from '../points/points-rule.entity.ts';
import type { PointsRuleVersion } from '../points/points-rule-version.entity.ts';
import type { PriorityApplication } from '../points/priority-application.entity.ts';
import type { PriorityList } from '../points/priority-list.entity.ts';
import type { Redemption } from '../points/redemption.entity.ts';
import type { Terms } from '../points/terms.rule.ts';
import type { WasteDrop } from '../points/waste-drop.entity.ts';
import { addDays, dayOf, type CalendarDate } from '../shared/clock.ts';
import { newId } from '../shared/ids.ts';
import { system } from '../shared/performer.ts';
import { buildActor, buildResident, type BuiltDistrict } from './build.ts';
import { buildResidentActor } from './build-time-bank.ts';

/** Five points for a person, without evidence or caps. */
export const TERMS: Terms = {
  points: 5, evidence: 'NONE', subject: 'PERSON', dayCap: null, monthCap: null, totalCap: null, standings: [], ageFrom: null, ageBelow: null,
};
export const SCHEME = { name: '文明积分', noticeDays: 3, expiryDays: 365, holdHours: 48, levels: [{ name: '热心居民', from: 0 }] };

/** A points scheme with something of everything, and somebody on its leaderboard. */
export interface BuiltPoints {
  readonly rule: PointsRule;
  /** In force from today on, and a draft after it. */
  readonly version: PointsRuleVersion;
  readonly draft: PointsRuleVersion;
  /** On public notice, with an objection. */
  readonly award: PointsAward;
  readonly objection: PointsObjection;
  readonly drop: WasteDrop;
  readonly good: PointsGood;
  /** Reserved, and not yet. */
  readonly reserved: Redemption;
  readonly quoted: Redemption;
  readonly list: PriorityList;
  readonly application: PriorityApplication;
}

/** Gives a resident points, without a rule. */
export async function givePoints(domain: Domain, districtId: number, ownerId: string, amount: number, expiresOn: CalendarDate | null = null): Promise<void> {
  await domain.unit.of(system(districtId), 'points.give', async tx => transfer(tx, {
    kind: 'OPENING', unit: 'POINT', client: 'test', key: newId(), expiresOn,
    postings: [{ source: await accountOf(tx, 'POINT', 'WORLD', null), destination: await accountOf(tx, 'POINT', 'RESIDENT', ownerId), amount }],
  }));
}

/** Publishes the draft of a rule from today on. */
export async function publishToday(domain: Domain, by: Actor, ruleId: string, terms: Terms = TERMS): Promise<PointsRuleVersion> {
  const draft = await domain.points.rules.draft(by, ruleId, terms);
  return domain.points.rules.publish(by, draft.id, dayOf(domain.clock.now()));
}

/** Builds one with a mark in its texts. */
export async function buildScheme(domain: Domain, at: BuiltDistrict, mark = '测试'): Promise<BuiltPoints> {
  const admin = await buildActor(domain, at.districtId, 'DISTRICT_ADMIN', at.root);
  const resident = await buildResident(domain, at, { name: `${mark}居民` });
  await domain.households.create(system(at.districtId), { placeId: at.grids[0], kind: 'FAMILY', headId: resident.id });
  const scheme = { ...SCHEME, name: `${mark}积分`, leaderboards: true };
  await domain.points.rules.setUp(system(at.districtId), { ...scheme, noticeDays: 0 });
  await domain.points.leaderboard.stand(await buildResidentActor(domain, at, resident.id), resident.id, 'RESIDENT', true);
  const rule = await domain.points.rules.create(admin, { placeId: at.root, name: `${mark}清洁`, eventType: 'manual', ...TERMS });
  const version = await publishToday(domain, admin, rule.id);
  await domain.points.awards.enter(admin, { ruleId: rule.id, residentId: resident.id });
  await domain.keepLedger(at.districtId);
  await domain.points.rules.setUp(system(at.districtId), scheme);
  const draft = await domain.points.rules.draft(admin, rule.id, { ...TERMS, points: 6 });
  const award = await domain.points.awards.enter(admin, { ruleId: rule.id, residentId: resident.id, note: `${mark}凭证` });
  const objection = await domain.points.awards.object(admin, award.id, `${mark}异议`);
  const drop = await domain.points.drops.record(admin, { residentId: resident.id, kind: 'KITCHEN', correct: true });
  const good = await domain.points.goods.create(admin, { placeId: at.root, name: `${mark}洗衣液`, description: mark, kind: 'GOODS', price: 10, stock: 5 });
  await givePoints(domain, at.districtId, resident.id, 100);
  const wish = { goodId: good.id, residentId: resident.id, quantity: 1, from: 'RESIDENT' } as const;
  const { redemption: reserved } = await domain.points.redemptions.reserve(admin, (await domain.points.redemptions.quote(admin, wish)).id);
  const quoted = await domain.points.redemptions.quote(admin, wish);
  const today = dayOf(domain.clock.now());
  const list = await domain.points.priorityLists.create(admin, {
    placeId: at.root, name: `${mark}助餐名额`, places: 1, closesOn: addDays(today, 30), criteria: [{ criterion: 'AGE_60', weight: 10, most: null }],
  });
  const application = await domain.points.priorityLists.apply(admin, list.id, resident.id);
  await givePoints(domain, at.districtId, resident.id, 10, addDays(today, 20));
  await domain.connections.reading(at.districtId, snapshot => domain.points.expiry.announce(at.districtId, snapshot));
  return { rule, version, draft, award, objection, drop, good, reserved, quoted, list, application };
}
