import type { Domain } from '@linli/domain/domain';
import { addDays, dayOf, type CalendarDate } from '@linli/domain/shared/clock';
import { one, type Rows } from '@linli/domain/shared/read';
import { NAMES, figure, monthsOn, share, toCome, type DemoFigure } from './figure.ts';
import { complaints, onboardedSince, participation, population, ratings, responses, sorting } from './figures.read.ts';
import { programFigures } from './program-figures.ts';
import { COMMUNITY_A, COMMUNITY_B, COMMUNITY_E, COMMUNITY_F, JISHUI, JIYUAN } from './layout.ts';

/**
 * Computes the figures that the seeds tell of from the records of the demo, by plain counting and not from the cells.
 * @throws Error when the demo is not there
 */
export async function demoFigures(domain: Domain): Promise<DemoFigure[]> {
  const snapshot = domain.connections.snapshot(JIYUAN);
  try {
    const { since } = (await one(snapshot, onboardedSince, String(JIYUAN))) ?? {};
    if (!since) throw new Error('There is no demo data here.');
    return [
      ...(await peopleFigures(snapshot, since)), ...(await caseFigures(snapshot, since)), ...(await sortingFigures(snapshot, since)),
      ...(await participationFigures(snapshot, since)), ...(await programFigures(snapshot, since)), ...TO_COME,
    ];
  } finally {
    await snapshot.close();
  }
}

async function peopleFigures(from: Rows, since: Date): Promise<DemoFigure[]> {
  const day = addDays(dayOf(monthsOn(since, 24)), -1);
  const at = async (place: string, on: CalendarDate) => (await one(from, population, place, on)) ?? { residents: 0, seniors: 0, floating: 0 };
  const jiyuan = await at(String(JIYUAN), day);
  const jishui = await at(JISHUI, day);
  const a = await at(COMMUNITY_A.code, day);
  const end = 'M24 期末 end';
  return [
    figure('population.floating_share', NAMES.jiyuan, end, 'RATIO', 0.15, share(jiyuan.floating, jiyuan.residents), jiyuan.residents),
    figure('population.senior_share', NAMES.jishui, end, 'RATIO', 0.25, share(jishui.seniors, jishui.residents), jishui.residents),
    figure('population.residents', NAMES.a, end, 'COUNT', COMMUNITY_A.residents, a.residents, a.residents),
    figure('population.seniors', NAMES.a, end, 'COUNT', COMMUNITY_A.seniors, a.seniors, a.residents),
    figure('population.floating', NAMES.a, end, 'COUNT', COMMUNITY_A.floating, a.floating, a.residents),
  ];
}

async function caseFigures(from: Rows, since: Date): Promise<DemoFigure[]> {
  const quarters = [['M1–M3', 0, 72, 0.65], ['M22–M24', 21, 24, 0.85]] as const;
  const years = [['M1–M12', 0, COMMUNITY_F.complaints[0]], ['M13–M24', 12, COMMUNITY_F.complaints[1]]] as const;
  const hours: DemoFigure[] = [];
  const satisfied: DemoFigure[] = [];
  const complained: DemoFigure[] = [];
  for (const [period, first, saidHours, saidShare] of quarters) {
    const within = [monthsOn(since, first), monthsOn(since, first + 3)] as const;
    const response = await one(from, responses, JISHUI, ...within);
    const rating = await one(from, ratings, JISHUI, ...within);
    const { responded = 0, hours: sum = null } = response ?? {};
    const { rated = 0, satisfied: good = 0 } = rating ?? {};
    hours.push(figure('case.first_response_hours', NAMES.jishui, period, 'HOURS', saidHours, share(sum ?? 0, responded), responded));
    satisfied.push(figure('case.satisfaction_rate', NAMES.jishui, period, 'RATIO', saidShare, share(good, rated), rated));
  }
  for (const [period, first, said] of years) {
    const found = await one(from, complaints, COMMUNITY_F.code, monthsOn(since, first), monthsOn(since, first + 12));
    complained.push(figure('case.complaints', NAMES.f, period, 'COUNT', said, found?.complaints ?? 0, found?.complaints ?? 0));
  }
  return [...hours, ...satisfied, ...complained];
}

async function sortingFigures(from: Rows, since: Date): Promise<DemoFigure[]> {
  const months = [['开始时 before (M21)', 20, 261], ['三个月后 after three months (M24)', 23, 765]] as const;
  const figures: DemoFigure[] = [];
  for (const [period, month, said] of months) {
    const { sorting: sorted = 0, households = 0 } = (await one(from, sorting, COMMUNITY_B.code, monthsOn(since, month), monthsOn(since, month + 1))) ?? {};
    figures.push(figure('waste_sorting.participation_rate', NAMES.b, period, 'RATIO', said / COMMUNITY_B.households, share(sorted, households), households));
  }
  return figures;
}

async function participationFigures(from: Rows, since: Date): Promise<DemoFigure[]> {
  const quarters = [['首季 first quarter (M1–M3)', 0, 36], ['末季 last quarter (M22–M24)', 21, 216]] as const;
  const figures: DemoFigure[] = [];
  for (const [period, first, said] of quarters) {
    const [begin, end] = [monthsOn(since, first), monthsOn(since, first + 3)];
    const { serving = 0, floating = 0 } = (await one(from, participation, COMMUNITY_A.code, begin, end, addDays(dayOf(end), -1))) ?? {};
    figures.push(figure('points.participation_rate', NAMES.a, period, 'RATIO', said / COMMUNITY_A.floating, share(serving, floating), floating));
  }
  return figures;
}

/** Figures of rooms that do not exist yet. */
const TO_COME: readonly DemoFigure[] = [
  toCome('dispute.disputes', NAMES.jishui, 'M1–M12', 'COUNT', 297),
  toCome('dispute.disputes', NAMES.jishui, 'M13–M24', 'COUNT', 208),
  toCome('mediation.success_rate', NAMES.jishui, 'M1–M24', 'RATIO', 455 / 505),
  toCome('property.fee_collection', NAMES.e, 'M1–M12', 'RATIO', 480 / COMMUNITY_E.households),
  toCome('property.fee_collection', NAMES.e, 'M13–M24', 'RATIO', 760 / COMMUNITY_E.households),
  toCome('renovation.satisfaction', NAMES.f, '完工后 afterwards', 'RATIO', 92 / 100),
  toCome('mediation.success_rate', NAMES.d, 'M1–M12', 'RATIO', 18 / 40),
  toCome('mediation.success_rate', NAMES.d, 'M13–M24', 'RATIO', 34 / 40),
  toCome('school.enrolment_rate', NAMES.d, 'M1–M12', 'RATIO', 34 / 40),
  toCome('school.enrolment_rate', NAMES.d, 'M13–M24', 'RATIO', 38 / 40),
];
