import type { Domain } from '@linli/domain/domain';
import { makeAccounts } from './accounts.ts';
import { watch } from './alert-rules.ts';
import { loadActivities } from './activities/load-activities.ts';
import { loadCases } from './cases/load-cases.ts';
import { loadElderCare } from './elder-care/load-elder-care.ts';
import { JIYUAN } from './layout.ts';
import { loadResidents } from './load-residents.ts';
import { demoTime, type DemoTime } from './months.ts';
import { makeOrganisations } from './organisations.ts';
import { Pipeline } from './pipeline.ts';
import { Past, type Analyse } from './past.ts';
import { makePlaces, type MadeDistrict } from './places.ts';
import { loadPoints } from './points/load-points.ts';
import { loadPrograms } from './programs/load-programs.ts';
import { planJiyuan, planYiwu, type DistrictPlan } from './plan.ts';
import { Random } from './random.ts';
import { loadTimeBank } from './time-bank/load-time-bank.ts';

/** Every figure follows from this and the date. */
const SEED = 'linli demo 1';
/** How much there is of Jiyuan unless something else is asked for. */
export const DEFAULT_RESIDENTS = 30_000;
export const DEFAULT_CASES = 40_000;
/** Yiwu is the small neighbour, and stays so however large the demo is. */
const YIWU_PART = { residents: 1 / 6, cases: 3 / 20 };
const YIWU_MOST = { residents: 5_000, cases: 6_000 };

export interface DemoOptions {
  /** The demo ends here; its 24 months are those before this one. */
  readonly now: Date;
  /** Residents of Jiyuan; from about 44,000 on further streets are onboarded, all 557 communities for 700,000. */
  readonly residents?: number;
  /** Cases of Jiyuan in the 24 whole months. */
  readonly cases?: number;
  readonly onProgress: (message: string) => void;
  readonly analyse: Analyse;
}

/**
 * Loads the demo into an empty, migrated database and counts its figures. Everything in it is generated, says so, and
 * follows from a fixed seed and the date; the figures come out of the records, none is stored.
 * @throws Error when one of its districts is there already; RangeError for fewer than 12,000 residents
 */
export async function loadDemo(domain: Domain, options: DemoOptions): Promise<void> {
  const { now, residents = DEFAULT_RESIDENTS, cases = DEFAULT_CASES } = options;
  const time = demoTime(now);
  const random = new Random(SEED);
  const yiwu = {
    residents: Math.min(YIWU_MOST.residents, Math.round(residents * YIWU_PART.residents)),
    cases: Math.min(YIWU_MOST.cases, Math.round(cases * YIWU_PART.cases)),
  };
  const plans = [await planJiyuan(random.fork('Jiyuan'), { residents, cases }), await planYiwu(random.fork('Yiwu'), yiwu)];
  const counted = new Pipeline();
  for (const plan of plans) {
    const made = await loadDistrict(domain, random.fork(String(plan.districtId)), plan, time, options);
    await counted.push(async () => { // while the next district is loaded
      await domain.engine.fill(plan.districtId);
      await watch(domain, made);
    });
  }
  await counted.settled();
}

async function loadDistrict(
  domain: Domain, random: Random, plan: DistrictPlan, time: DemoTime, { onProgress, analyse }: Pick<DemoOptions, 'onProgress' | 'analyse'>,
): Promise<MadeDistrict> {
  const made = await makePlaces(domain, plan, time.start);
  await analyse(['place', 'place_ancestor']);
  const name = plan.districtId === JIYUAN ? '济源市 Jiyuan' : '义乌市 Yiwu';
  const grids = plan.streets.flatMap(({ communities }) => communities).reduce((sum, community) => sum + community.grids, 0);
  onProgress(`${name}：${plan.streets.length} 个街道接入 streets onboarded，${grids} 个网格 grids`);
  const { holders, residents, crowds } = await loadResidents(domain, random.fork('residents'), made, time, analyse);
  onProgress(`${name}：${residents} 名居民 residents`);
  const managers = await makeOrganisations(domain, made, time.start);
  const staff = await makeAccounts(domain, random.fork('accounts'), made, holders, managers, time.start);
  await analyse(['account', 'membership', 'organisation']);
  const came = made.districtId === JIYUAN ? await loadActivities(domain, random.fork('activities'), made.districtId, crowds, time, analyse) : 0;
  if (came > 0) onProgress(`${name}：${came} 人次参加活动 attendances of activities`);
  const points = loadPoints(new Past(domain, made.districtId, time, analyse), random.fork('points'), made, time, holders);
  points.catch(() => undefined);
  const services = loadTimeBank(new Past(domain, made.districtId, time, analyse), random.fork('time bank'), made, time); // while the cases are made
  services.catch(() => undefined); // reported where it is awaited
  const programs = loadPrograms(new Past(domain, made.districtId, time, analyse), random.fork('programs'), made, crowds, time);
  programs.catch(() => undefined);
  const care = loadElderCare(new Past(domain, made.districtId, time, analyse), random.fork('elder care'), made, time);
  care.catch(() => undefined);
  let told = 0;
  let cases = 0;
  await loadCases(domain, random.fork('cases'), made, staff, time, soFar => {
    cases = soFar;
    if (++told % 6 === 0) onProgress(`${name}：${cases} 件诉求 cases`);
  });
  await points;
  const exchanges = await services;
  await care;
  const bridges = await programs;
  if (bridges > 0) onProgress(`${name}：${bridges} 个社区的老年人数字桥 communities with a digital bridge`);
  if (exchanges > 0) onProgress(`${name}：${exchanges} 次互助服务 services of the time bank`);
  onProgress(`${name}：${cases} 件诉求 cases，计算指标 counting the indicators`);
  return made;
}
