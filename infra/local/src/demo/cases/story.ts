import type { Case } from '@linli/domain/cases/case.entity';
import { addWorkingMinutes } from '@linli/domain/shared/working-calendar';
import { aftermath } from './aftermath.ts';
import type { CaseFile } from './case-file.ts';
import { HOUR, hoursAfter, seemly } from './hours.ts';
import type { Setting } from './setting.ts';
import { settleOnTheSpot, workOn } from './work.ts';
import { REASONS } from './words.ts';

const REJECTED = 0.013;
const SAME_AS_ANOTHER = 0.02;
const RETURNED = 0.02;
/** Matters met on a patrol or a visit that are settled there and then. */
const ON_THE_SPOT = 0.72;
/** How long the first response takes by urgency, beside the mean. */
const HASTE = { ORDINARY: 1.2, URGENT: 0.4, EMERGENCY: 0.05 } as const;
/** Response times are lognormal around their mean. */
const SPREAD = 0.6;

/** Lets a case go its way from receipt to the end, or to now. */
export function tell(file: CaseFile, setting: Setting): void {
  let handled = isMetOutside(file.matter) && setting.random.chance(ON_THE_SPOT)
    ? settleOnTheSpot(file, setting)
    : !isTurnedAway(file, setting) && respond(file, setting) ? workOn(file, setting) : undefined;
  while (handled) {
    const again = aftermath(file, setting, handled);
    handled = again === 'REOPENED' && beginAgain(file, setting) ? workOn(file, setting) : undefined;
  }
  file.stop();
}

/** Rejects a few, and merges a few into others. */
function isTurnedAway(file: CaseFile, { random, staff, alike }: Setting): boolean {
  const { receivedAt } = file.matter;
  const rejected = random.chance(REJECTED);
  const merged = !rejected && alike !== undefined && random.chance(SAME_AS_ANOTHER);
  if (!rejected && !merged) return false;
  const at = seemly(random, hoursAfter(receivedAt, 0.5 + 8 * random.exponential()), receivedAt);
  if (rejected) file.happens('reject', at, staff.admin, matter => matter.reject(), { note: random.pick(REASONS.reject) });
  else file.happens('merge', at, staff.admin, matter => matter.merge(alike as Case), { details: { intoCaseId: alike?.id } });
  return true;
}

/** Accepts, assigns and begins. @returns whether work has begun by now */
function respond(file: CaseFile, setting: Setting): boolean {
  const { random, course, skill, staff, grid: { worker } } = setting;
  const { receivedAt, urgency } = file.matter;
  const wanted = course.hours(receivedAt, skill) * HASTE[urgency] * Math.exp(SPREAD * random.normal() - (SPREAD * SPREAD) / 2);
  const start = seemly(random, hoursAfter(receivedAt, wanted), hoursAfter(receivedAt, 0.1));
  const hours = (start.getTime() - receivedAt.getTime()) / HOUR;
  const on = (from: number, to: number) => {
    const at = seemly(random, hoursAfter(receivedAt, hours * random.between(from, to)), file.latest);
    return at < start ? at : new Date((file.latest.getTime() + start.getTime()) / 2);
  };
  const acceptor = random.chance(0.7) ? staff.admin : worker;
  const assign = (at: Date) => file.happens('assign', at, staff.admin, matter => matter.assign(worker), { details: { assigneeId: worker } });
  if (!file.happens('accept', on(0.05, 0.3), acceptor, matter => matter.accept(acceptor))) return false;
  if (!assign(on(0.4, 0.6))) return false;
  if (random.chance(RETURNED)) {
    const note = random.pick(REASONS.return);
    if (!file.happens('return', on(0.65, 0.75), worker, matter => matter.return(), { note }) || !assign(on(0.8, 0.9))) return false;
  }
  if (!file.happens('start', start, worker, matter => matter.start(start))) return false;
  course.happened('responseHours', receivedAt, hours);
  return true;
}

/** @returns whether work has begun again by now */
function beginAgain(file: CaseFile, { random, sla, staff, grid: { worker } }: Setting): boolean {
  const { requesterId, status } = file.matter;
  const at = seemly(random, hoursAfter(file.latest, status === 'CLOSED' ? random.between(30, 600) : random.between(1, 40)), file.latest);
  const dueAt = addWorkingMinutes(at, sla);
  const more = { note: random.pick(REASONS.reopen), details: { dueAt } };
  if (!file.happens('reopen', at, requesterId ?? staff.admin, matter => matter.reopen(dueAt, at), more)) return false;
  const start = seemly(random, hoursAfter(at, random.between(1, 20)), at);
  return file.happens('start', start, worker, matter => matter.start(start));
}

function isMetOutside({ channel, urgency }: Case): boolean {
  return (channel === 'PATROL' || channel === 'VISIT') && urgency !== 'EMERGENCY';
}
