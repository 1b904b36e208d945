import type { CaseOutcome } from '@linli/domain/cases/moves';
import { addWorkingMinutes } from '@linli/domain/shared/working-calendar';
import { Weighted } from '../random.ts';
import type { CaseFile } from './case-file.ts';
import { HOUR, hoursAfter, seemly } from './hours.ts';
import type { Setting } from './setting.ts';
import { REASONS } from './words.ts';

const SUSPENDED = 0.025;
/** Of those that will be late, the share for which more time is asked. */
const EXTENDED = 0.35;

const DONE = new Weighted<CaseOutcome>([['RESOLVED', 82], ['EXPLAINED', 12], ['PARTLY', 6]]);
const NOT_DONE = new Weighted<CaseOutcome>([['PARTLY', 45], ['UNABLE', 22], ['EXPLAINED', 23], ['NOT_RESPONSIBLE', 10]]);

/** How a case was left: what the resident will say to it. */
export interface Handled {
  readonly resolved: boolean;
}

/** Works on what has been begun. @returns undefined while it has not been handled by now */
export function workOn(file: CaseFile, setting: Setting): Handled | undefined {
  const { random, course, skill } = setting;
  const { matter } = file;
  if (random.chance(SUSPENDED) && !wait(file, setting)) return undefined;
  const inTime = random.chance(course.chance('onTime', file.latest, skill));
  if (!inTime && random.chance(EXTENDED) && !extend(file, setting)) return undefined;
  const at = inTime ? inGoodTime(file, setting) : tooLate(file, setting);
  const handler = matter.assigneeId ?? setting.grid.worker;
  const ending = endingOf(setting, at);
  const { outcome } = ending;
  const done = file.happens('handle', at, handler, each => each.handle(outcome, handler, at), { details: { outcome } });
  if (!done) return undefined;
  course.happened('onTime', at, at <= matter.dueAt ? 1 : 0);
  return ending;
}

/** Settles a matter that the grid's worker met with. */
export function settleOnTheSpot(file: CaseFile, setting: Setting): Handled | undefined {
  const { random, course, grid: { worker } } = setting;
  const { receivedAt, dueAt } = file.matter;
  const minutes = Math.floor(random.between(5, 70));
  const at = hoursAfter(receivedAt, minutes / 60);
  const ending = endingOf(setting, at, 0.05);
  const { outcome } = ending;
  const done = file.happens('handleOnSpot', at, worker, matter => matter.handleOnSpot(outcome, worker, at), { details: { outcome } });
  if (!done) return undefined;
  course.happened('responseHours', receivedAt, minutes / 60);
  course.happened('onTime', at, at <= dueAt ? 1 : 0);
  return ending;
}

function endingOf({ random, course, skill }: Setting, at: Date, by = 0): Handled & { readonly outcome: CaseOutcome } {
  const resolved = random.chance(course.chance('resolved', at, skill, by));
  return { resolved, outcome: (resolved ? DONE : NOT_DONE).pick(random) };
}

/** Before the deadline; after it, soon, where it has passed already. */
function inGoodTime(file: CaseFile, setting: Setting): Date {
  const { random } = setting;
  const from = file.latest;
  const { dueAt } = file.matter;
  const left = (dueAt.getTime() - from.getTime()) / HOUR;
  if (left < 0.1) return tooLate(file, setting);
  const at = seemly(random, hoursAfter(from, left * random.between(0.1, 0.85)), from);
  return at < dueAt ? at : hoursAfter(from, left * 0.97);
}

function tooLate(file: CaseFile, { random }: Setting): Date {
  const from = file.latest > file.matter.dueAt ? file.latest : file.matter.dueAt;
  return seemly(random, hoursAfter(from, 2 + 40 * random.exponential()), from);
}

/** @returns whether work has been taken up again by now */
function wait(file: CaseFile, { random, grid, staff }: Setting): boolean {
  const from = file.latest;
  const at = seemly(random, hoursAfter(from, random.between(2, 30)), from);
  const more = { note: random.pick(REASONS.suspend), details: { approverId: staff.admin } };
  if (!file.happens('suspend', at, grid.worker, matter => matter.suspend(at), more)) return false;
  const again = seemly(random, hoursAfter(at, random.between(60, 330)), at);
  const details: Record<string, unknown> = {};
  return file.happens('resume', again, grid.worker, matter => {
    matter.resume(again);
    details['dueAt'] = matter.dueAt;
  }, { details });
}

/** @returns whether it was extended by now, or needed not be */
function extend(file: CaseFile, { random, grid, staff, sla }: Setting): boolean {
  const { dueAt } = file.matter;
  const from = file.latest;
  if (dueAt <= from) return true;
  const at = new Date(from.getTime() + (dueAt.getTime() - from.getTime()) * random.between(0.6, 0.95));
  const until = addWorkingMinutes(dueAt, Math.round(sla * random.between(0.3, 0.6)));
  const more = { note: random.pick(REASONS.extend), details: { approverId: staff.admin, dueAt: until } };
  return file.happens('extend', at, grid.worker, matter => matter.extend(until), more);
}
