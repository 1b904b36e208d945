import type { Account } from '@linli/domain/access/account.entity';
import { WellbeingPlan } from '@linli/domain/elder-care/wellbeing-plan.entity';
import { WellbeingVisit } from '@linli/domain/elder-care/wellbeing-visit.entity';
import { isAlarming, nextVisit, type WellbeingLevel, type WellbeingOutcome } from '@linli/domain/elder-care/wellbeing.rule';
import type { Resident } from '@linli/domain/people/resident.entity';
import { addDays, dayOf, startOf } from '@linli/domain/shared/clock';
import { newId } from '@linli/domain/shared/ids';
import type { NewRow } from '@linli/domain/shared/read';
import type { DemoTime } from '../months.ts';
import type { Past } from '../past.ts';
import { Weighted, type Random } from '../random.ts';

/** Somebody who is visited, how often, and why. */
export interface Visited {
  readonly elder: Pick<Resident, 'id' | 'placeId'>;
  readonly level: WellbeingLevel;
  readonly reason: string;
}

/** Visits begin a year before the end. */
const BEGIN = 13;
const MISSED = 0.04;
const OUTCOMES = new Weighted<WellbeingOutcome>([['WELL', 94], ['NEEDS_HELP', 4], ['UNWELL', 2]]);
const NOTES: Readonly<Record<Exclude<WellbeingOutcome, 'WELL'>, string>> = { NEEDS_HELP: '需要帮忙买药、换灯泡，已转代办。', UNWELL: '头晕，已陪同到卫生服务站。' };
const [MINUTE, DAY] = [60_000, 86_400_000];

/** The visits of a year by the risk of each elder, and the next one that is due. @param workers whoever visits, by grid */
export async function makeVisits(past: Past, random: Random, visited: readonly Visited[], workers: ReadonlyMap<string, Account['id']>, { months, now }: DemoTime): Promise<void> {
  const assessedAt = months[BEGIN - 1]?.from ?? now;
  await past.unit(async tx => {
    await tx.bulkInsert(WellbeingPlan, visited.map(({ elder: { id: residentId, placeId }, level, reason }): NewRow<WellbeingPlan> => ({
      id: newId(), residentId, placeId, level, reason, assessedAt, assessedById: workers.get(placeId) ?? null, awayFrom: null, awayTo: null, dataOrigin: 'GENERATED',
    })));
    await tx.bulkInsert(WellbeingVisit, visited.flatMap(each => visitsOf(random, each, workers, assessedAt, now)));
  });
}

function visitsOf(random: Random, { elder: { id: residentId, placeId }, level }: Visited, workers: ReadonlyMap<string, Account['id']>, assessedAt: Date, now: Date): NewRow<WellbeingVisit>[] {
  const visits: NewRow<WellbeingVisit>[] = [];
  const today = dayOf(now);
  let recordedAt = new Date(assessedAt.getTime() + random.below(7) * DAY);
  let due = nextVisit(level, dayOf(recordedAt));
  while (due < today) {
    const visit = { id: newId(), residentId, placeId, level, dueAt: startOf(due), triedAt: null, dataOrigin: 'GENERATED', recordedAt } as const;
    const doneAt = new Date(startOf(due).getTime() + (540 + random.below(480)) * MINUTE);
    const outcome = random.chance(MISSED) ? null : OUTCOMES.pick(random);
    visits.push(outcome === null
      ? { ...visit, state: 'MISSED', doneAt: null, doneById: null, outcome: null, note: null }
      : { ...visit, state: 'DONE', doneAt, doneById: workers.get(placeId) ?? null, outcome, note: isAlarming(outcome) && outcome !== 'WELL' ? NOTES[outcome] : null });
    recordedAt = outcome === null ? startOf(addDays(due, 1)) : doneAt;
    due = outcome === null ? addDays(due, 1) : nextVisit(level, due);
  }
  visits.push({
    id: newId(), residentId, placeId, level, dueAt: startOf(due), state: 'DUE', doneAt: null, doneById: null, outcome: null, note: null, triedAt: null, dataOrigin: 'GENERATED', recordedAt,
  });
  return visits;
}
