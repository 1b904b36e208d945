import { addDays, dayOf } from '@linli/domain/shared/clock';
import { one, type Rows } from '@linli/domain/shared/read';
import { NAMES, figure, monthsOn, share, type DemoFigure } from './figure.ts';
import { COMMUNITY_A, COMMUNITY_E, JIYUAN } from './layout.ts';
import { adopters, coverage, event, given, lessons, needs, online, served, spent } from './program-figures.read.ts';
import { PLAYBOOK } from './programs/playbook.ts';

const CUMULATIVE = '累计 cumulative';

/** What programs, sponsors and activities came to. */
export async function programFigures(from: Rows, since: Date): Promise<DemoFigure[]> {
  const [begin, end] = [monthsOn(since, 12), monthsOn(since, 24)];
  const { times = 0 } = (await one(from, served, String(JIYUAN))) ?? {};
  const { fen = 0, gifts = 0 } = (await one(from, given, String(JIYUAN))) ?? {};
  const { communities = 0 } = (await one(from, adopters, String(JIYUAN), PLAYBOOK.key, dayOf(end))) ?? {};
  const { fen: cost = 0, payments = 0 } = (await one(from, spent, PLAYBOOK.key, begin, end)) ?? {};
  const { hours = 0, weeks = 0 } = (await one(from, lessons, PLAYBOOK.key)) ?? {};
  const { early = 0, came = 0 } = (await one(from, event, PLAYBOOK.key)) ?? {};
  const { served: atHome = 0, elders = 0 } = (await one(from, coverage, COMMUNITY_E.code, monthsOn(since, 23), end, addDays(dayOf(end), -1))) ?? {};
  const { answers = 0, needing = 0 } = (await one(from, needs, PLAYBOOK.key)) ?? {};
  const inYear = async (begins: number) => {
    const [first, after] = [monthsOn(since, begins), monthsOn(since, begins + 12)];
    return (await one(from, online, COMMUNITY_A.code, first, after, addDays(dayOf(after), -1))) ?? { served: 0, seniors: 0 };
  };
  const [before, during] = [await inYear(0), await inYear(12)];
  const ONCE = '一次活动 one event';
  return [
    figure('service.person_times', NAMES.jiyuan, CUMULATIVE, 'COUNT', 100_000, times, times, '≥'),
    figure('resource.received_yuan', NAMES.jiyuan, CUMULATIVE, 'YUAN', 500_000, fen / 100, gifts, '≥'),
    figure('program.adopting_communities', NAMES.jiyuan, 'M24 期末 end', 'COUNT', 10, communities, communities),
    figure('digital_bridge.need_help_rate', NAMES.a, '开课前 before', 'RATIO', 240 / 300, share(needing, answers), answers),
    figure('digital_bridge.service_rate', NAMES.a, 'M1–M12', 'RATIO', 240 / COMMUNITY_A.seniors, share(before.served, before.seniors), before.seniors),
    figure('digital_bridge.service_rate', NAMES.a, 'M13–M24', 'RATIO', 510 / COMMUNITY_A.seniors, share(during.served, during.seniors), during.seniors),
    figure('digital_bridge.cost', NAMES.a, 'M13–M24', 'YUAN', 5_000, cost / 100, payments),
    figure('digital_bridge.course_hours', NAMES.a, '每周 a week', 'HOURS', 4, share(hours, weeks), weeks),
    figure('activity.signups', NAMES.a, ONCE, 'COUNT', 20, early, early),
    figure('activity.attendance', NAMES.a, ONCE, 'COUNT', 150, came, came),
    figure('elder.home_service_coverage', NAMES.e, 'M24', 'RATIO', 40 / COMMUNITY_E.noKin, share(atHome, elders), elders),
  ];
}
