import { addDays, addYears, dayOf, type CalendarDate } from '@linli/domain/shared/clock';
import { PlaybookVersion } from '@linli/domain/programs/playbook-version.entity';
import type { Program } from '@linli/domain/programs/program.entity';
import type { Deed } from '../agenda.ts';
import { COMMUNITY_A } from '../layout.ts';
import type { DemoTime } from '../months.ts';
import { seniorsOf, type Crowd, type Neighbour } from '../neighbours.ts';
import type { Past } from '../past.ts';
import type { MadeCommunity } from '../places.ts';
import type { Random } from '../random.ts';
import { fen, received } from './money.ts';
import { needSurvey } from './need-survey.ts';
import { PARTS, PLAYBOOK, STEPS } from './playbook.ts';

/** A digital bridge at a community. */
export interface Bridge {
  readonly community: MadeCommunity;
  /** Month, from 1, that it begins with. */
  readonly begins: number;
  /** Months in which a course begins, how many weeks it lasts, and how many learn in it. */
  readonly courses: { readonly months: readonly number[]; readonly weeks: number; readonly people: number };
  readonly isPilot: boolean;
  /** Who is asked, and learns. */
  readonly seniors: readonly Neighbour[];
  /** Who stands by them. */
  readonly buddies: readonly Neighbour[];
  /** Of the program; empty before it has begun. */
  programId: string;
}

/** The pilot begins a year before the end; others follow from here on, two a month. */
const [PILOT, PUBLISHED, FOLLOWERS] = [13, 18, 10] as const;
/** What the pilot has paid, in yuan, and after how many days. */
const PAID = [
  { day: 20, yuan: 900, purpose: '大字版手册印刷', payee: '玉泉图文店' }, { day: 75, yuan: 1_600, purpose: '第一期讲师课酬', payee: '社区讲师团' },
  { day: 130, yuan: 700, purpose: '数字生活体验日布置', payee: '便民超市' }, { day: 200, yuan: 1_800, purpose: '第二、三期讲师课酬', payee: '社区讲师团' },
] as const;
/** What every bridge is measured by. */
export const OUTCOME = { indicator: 'digital_bridge.service_rate', baseline: 0.4, target: 0.85 } as const;
const [DAY, HOUR] = [86_400_000, 3_600_000];
/** A year and a half. */
const LASTS = 548;

/** The pilot in community A, and ten communities that did the same after it; none where there is no such community. */
export function planBridges(crowds: readonly Crowd[], time: DemoTime): Bridge[] {
  const pilot = crowds.find(({ community: { plan } }) => plan.code === COMMUNITY_A.code);
  if (!pilot) return [];
  const [others, apart] = [crowds.filter(crowd => crowd !== pilot), Math.floor((crowds.length - 1) / FOLLOWERS)];
  const followers = others.filter((_, n) => n % apart === 0).slice(0, FOLLOWERS);
  return [pilot, ...followers].map((crowd, n): Bridge => {
    const isPilot = crowd === pilot;
    const begins = isPilot ? PILOT : PUBLISHED + 1 + Math.floor((n - 1) / 2);
    const courses = isPilot ? { months: [14, 18, 22], weeks: 12, people: 40 } : { months: [begins + 1], weeks: 8, people: 14 };
    return { community: crowd.community, begins, courses, isPilot, seniors: seniorsOf(crowd, time), buddies: crowd.people.filter(({ birthDate }) => isBuddy(birthDate, time)).slice(0, 12), programId: '' };
  });
}

/** Old enough to teach, and young enough to know. */
function isBuddy(birthDate: CalendarDate, { lastDay }: DemoTime): boolean {
  return birthDate < addYears(lastDay, -25) && birthDate > addYears(lastDay, -58);
}

/** What is done for the bridges over the months. */
export function bridgeDeeds(past: Past, random: Random, bridges: readonly Bridge[], { months }: DemoTime): Deed[] {
  const { programs, playbooks, money, work } = past.domain.programs;
  const startOf = (number: number) => months[number - 1]?.from ?? past.until;
  const pilot = bridges.find(({ isPilot }) => isPilot);
  if (!pilot) return [];
  const publish = () => playbooks.publish(past.by, pilot.programId, PLAYBOOK);
  return [{ at: new Date(startOf(PUBLISHED).getTime() + 9 * HOUR), run: publish }, ...bridges.flatMap(bridge => {
    const { community, begins, isPilot } = bridge;
    const begin = startOf(begins);
    const after = (days: number, hour = 10) => new Date(begin.getTime() + days * DAY + hour * HOUR);
    const admin = () => past.actor('COMMUNITY_ADMIN', community.id);
    const open = async () => {
      const from = isPilot ? { parts: PARTS } : { playbookVersionId: await latestVersion(past) };
      const beginsOn: CalendarDate = dayOf(begin);
      const terms = { title: `${community.plan.name}${PLAYBOOK.title}`, beginsOn, endsOn: addDays(beginsOn, LASTS), budget: fen(isPilot ? 5_000 : 8_000), outcome: OUTCOME };
      const made: Program = await programs.create(past.by, { placeId: community.id, ...terms, from });
      bridge.programId = made.id;
      await programs.start(past.by, made.id);
      const [coordinator, trainer] = [await admin(), await past.actor('GRID_WORKER', community.gridIds[0] ?? '')];
      await work.join(coordinator, made.id, coordinator.accountId, 'coordinator');
      await work.join(coordinator, made.id, trainer.accountId, 'trainer');
    };
    const give = async () => {
      const { programId } = bridge;
      const actor = await admin();
      await money.receive(actor, received(programId, '邻里公益基金会（演示）', 'OUTSIDE', isPilot ? 4_000 : 8_000));
      if (isPilot) await money.receive(actor, received(programId, '济水街道办事处', 'GOVERNMENT', 2_000));
      await money.receive(actor, { ...received(programId, '和声通信营业厅（演示）', 'OUTSIDE', 600), kind: 'IN_KIND', note: '老年手机和上网流量' });
    };
    return [
      { at: after(0, 8), run: open }, { at: after(3), run: give }, ...needSurvey(past, random, bridge, after),
      ...STEPS.map(({ key, day }) => ({ at: after(day + 6), run: async () => work.mark(await admin(), bridge.programId, key, dayOf(past.now), null) })),
      ...(isPilot ? PAID : [{ day: 40, yuan: 3_200, purpose: '课酬和手册', payee: '社区讲师团' }]).map(({ day, yuan, purpose, payee }) => ({
        at: after(day, 15), run: async () => money.spend(await admin(), { programId: bridge.programId, amount: fen(yuan), purpose, payee, spentAt: null }),
      })),
    ];
  })];
}

async function latestVersion(past: Past): Promise<string> {
  const version = await past.unit(tx => tx.findOne(PlaybookVersion, {}));
  return version?.id ?? '';
}
