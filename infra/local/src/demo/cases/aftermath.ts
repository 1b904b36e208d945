import type { FollowUpSource } from '@linli/domain/cases/moves';
import { Weighted } from '../random.ts';
import type { CaseFile } from './case-file.ts';
import { hoursAfter, seemly } from './hours.ts';
import type { Setting } from './setting.ts';
import type { Handled } from './work.ts';

const FOLLOWED_UP = 0.93;
const REACHED = 0.9;
const REOPENED = 0.32;
/** Of those who could not be asked and whose matter was not resolved, the share that comes back within the month. */
const CAME_BACK = 0.45;
const SOURCES = new Weighted<FollowUpSource>([['CALL_BACK', 70], ['VISIT', 18], ['RESIDENT', 12]]);
/** Who rates, of those whose matter was resolved and of the others. */
const RATES = { resolved: 0.62, unresolved: 0.5 };
/** By how many points resolved matters are rated better. */
const PLEASED = 0.1;
const GOOD = new Weighted<number>([[5, 45], [4, 36], [3, 19]]);
const BAD = new Weighted<number>([[2, 62], [1, 38]]);

/** From handling to closing: follow-up, rating, and sometimes another round. */
export function aftermath(file: CaseFile, setting: Setting, { resolved }: Handled): 'OVER' | 'REOPENED' {
  const { random, course, staff: { admin } } = setting;
  const { matter } = file;
  if (!random.chance(FOLLOWED_UP)) return closesUnanswered(file, setting, resolved);
  const contacted = random.chance(REACHED);
  const source = contacted ? SOURCES.pick(random) : 'CALL_BACK';
  const at = seemly(random, hoursAfter(file.latest, random.between(8, 70)), file.latest);
  const by = (source === 'RESIDENT' ? matter.requesterId : null) ?? admin;
  const answer = { contacted, resolved: contacted ? resolved : null, source };
  if (!file.happens('followUp', at, by, each => each.followUp(answer, at), { details: answer })) return 'OVER';
  if (!contacted) return closesUnanswered(file, setting, resolved);
  if (!resolved && matter.cycle === 1 && random.chance(REOPENED)) return 'REOPENED';
  course.happened('resolved', at, resolved ? 1 : 0);
  rate(file, setting, resolved);
  const closed = seemly(random, hoursAfter(file.latest, random.between(0.5, 26)), file.latest);
  file.happens('close', closed, admin, each => each.close(closed));
  return 'OVER';
}

function closesUnanswered(file: CaseFile, { random }: Setting, resolved: boolean): 'OVER' | 'REOPENED' {
  return file.closesUnanswered() && !resolved && file.matter.cycle === 1 && random.chance(CAME_BACK) ? 'REOPENED' : 'OVER';
}

/** One rating in most cases. Where the requester has no account, the answer comes in by telephone or message. */
function rate(file: CaseFile, { random, course, skill }: Setting, resolved: boolean): void {
  if (!random.chance(resolved ? RATES.resolved : RATES.unresolved)) return;
  const { matter } = file;
  const at = hoursAfter(file.latest, Math.floor(random.between(1, 180)) / 60);
  const by = resolved ? PLEASED : -displeased(course.target('resolved', at));
  const good = random.chance(course.chance('satisfied', at, skill, by));
  const rating = (good ? GOOD : BAD).pick(random);
  if (file.happens('rate', at, matter.requesterId ?? null, each => each.rate(rating, at, at), { details: { rating } })) {
    course.happened('satisfied', at, good ? 1 : 0);
  }
}

/** By how many points unresolved matters are rated worse, so that all together are rated as they should be. */
function displeased(resolved: number): number {
  return (PLEASED * resolved * RATES.resolved) / ((1 - resolved) * RATES.unresolved);
}
