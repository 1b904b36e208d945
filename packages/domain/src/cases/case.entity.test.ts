import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { workingMinutesBetween } from '../shared/working-calendar.ts';
import { refusedNow } from '../testing/refused.ts';
import { UNTOUCHED } from './beginning.ts';
import { AFTERCARE_DAYS, Case } from './case.entity.ts';
import { CASE_STATUSES } from './moves.ts';

const at = (text: string) => new Date(`${text}+08:00`);
const received = at('2025-03-12T09:00');
const due = at('2025-03-14T09:00');

function aCase(values: Partial<Case> = {}): Case {
  return Object.assign(new Case(), UNTOUCHED, { id: 'this', receivedAt: received, dueAt: due, originalDueAt: due, requesterId: 'r', ...values });
}

const later = (from: Date, days: number, ms = 0) => new Date(from.getTime() + days * 86_400_000 + ms);

test('who accepts first stays responsible', () => {
  const matter = aCase();
  matter.accept('first');
  expect(matter).toMatchObject({ status: 'ACCEPTED', firstReceiverId: 'first' });
  matter.assign('a');
  matter.assign('b');
  expect(matter).toMatchObject({ status: 'ASSIGNED', firstReceiverId: 'first', assigneeId: 'b' });
});

test('returning takes the case from its assignee, twice at most in a cycle', () => {
  const matter = aCase({ status: 'ASSIGNED', assigneeId: 'a' });
  for (const returns of [1, 2]) {
    matter.return();
    expect(matter).toMatchObject({ status: 'ACCEPTED', assigneeId: null, returns });
    matter.assign('a');
  }
  expect(refusedNow(() => matter.return())).toBe('WRONG_STATE');
  expect(matter).toMatchObject({ status: 'ASSIGNED', assigneeId: 'a', returns: 2 });
});

test('the first response is the first, whoever starts again later', () => {
  const matter = aCase({ status: 'ASSIGNED' });
  matter.start(at('2025-03-12T10:00'));
  matter.handle('RESOLVED', 'w', at('2025-03-12T11:00'));
  matter.reopen(later(due, 5), at('2025-03-13T10:00'));
  matter.start(at('2025-03-13T11:00'));
  expect(matter.firstResponseAt).toEqual(at('2025-03-12T10:00'));
});

test('handling on the spot is receipt, response and handling at once', () => {
  const matter = aCase();
  matter.handleOnSpot('EXPLAINED', 'worker', at('2025-03-12T09:30'));
  expect(matter).toMatchObject({
    status: 'HANDLED', outcome: 'EXPLAINED', firstReceiverId: 'worker', assigneeId: 'worker', handlerId: 'worker',
    firstResponseAt: at('2025-03-12T09:30'), handledAt: at('2025-03-12T09:30'),
  });
  const accepted = aCase({ status: 'ACCEPTED', firstReceiverId: 'admin' });
  accepted.handleOnSpot('RESOLVED', 'worker', at('2025-03-12T09:30'));
  expect(accepted.firstReceiverId).toBe('admin');
});

test('a suspension moves the deadline by the working time it took, and keeps the one first promised', () => {
  const matter = aCase({ status: 'IN_PROGRESS' });
  matter.suspend(at('2025-03-12T11:00'));
  expect(matter).toMatchObject({ status: 'SUSPENDED', suspendedAt: at('2025-03-12T11:00') });
  matter.resume(at('2025-03-17T11:00'));
  expect(matter).toMatchObject({ status: 'IN_PROGRESS', suspendedAt: null, originalDueAt: due, dueAt: at('2025-03-19T09:00') });
});

test('a suspension over nights and weekends alone moves nothing that counts', () => {
  const matter = aCase({ status: 'IN_PROGRESS', dueAt: at('2025-03-17T10:00') });
  matter.suspend(at('2025-03-14T18:00'));
  matter.resume(at('2025-03-17T08:30'));
  expect(matter.dueAt).toEqual(at('2025-03-17T10:00'));
});

test('whatever was left of the working time at the suspension is left at the resumption', () => fc.assert(fc.property(
  fc.integer({ min: 0, max: 4_000 }), fc.integer({ min: 0, max: 40_000 }), (before, during) => {
    const matter = aCase({ status: 'IN_PROGRESS' });
    const [suspended, resumed] = [new Date(received.getTime() + before * 60_000), new Date(received.getTime() + (before + during) * 60_000)];
    const left = workingMinutesBetween(suspended, matter.dueAt);
    matter.suspend(suspended);
    matter.resume(resumed);
    expect(matter.originalDueAt).toEqual(due);
    if (suspended < due) expect(workingMinutesBetween(resumed, matter.dueAt)).toBe(left);
    else expect(matter.dueAt).toEqual(due);
  })));

test('a deadline that had passed before the suspension stays passed', () => {
  const matter = aCase({ status: 'IN_PROGRESS' });
  matter.suspend(later(due, 1));
  matter.resume(later(due, 9));
  expect(matter.dueAt).toEqual(due);
});

test('handling takes the working time of its cycle, without suspensions', () => {
  const matter = aCase({ status: 'IN_PROGRESS' });
  matter.suspend(at('2025-03-12T11:00')); // two hours after receipt
  matter.resume(at('2025-03-14T11:00'));
  matter.suspend(at('2025-03-14T17:00'));
  matter.resume(at('2025-03-17T09:00'));
  matter.handle('RESOLVED', 'w', at('2025-03-17T10:30:30'));
  expect(matter).toMatchObject({ suspendedMinutes: 16 * 60 + 90, handledNetMinutes: (2 + 4.5 + 1.5) * 60 });
  matter.reopen(later(due, 9), at('2025-03-18T12:00'), at('2025-03-18T08:00'));
  expect(matter).toMatchObject({ suspendedMinutes: 0, handledNetMinutes: null });
  matter.start(at('2025-03-18T09:00'));
  matter.handle('RESOLVED', 'w', at('2025-03-18T09:30'));
  expect(matter.handledNetMinutes).toBe(60);
});

test('an extension is later than the current deadline, keeps the one first promised, and takes the mark of being overdue away', () => {
  const matter = aCase({ status: 'ASSIGNED', overdueAt: due });
  for (const wrong of [due, later(due, 0, -1)]) expect(refusedNow(() => matter.extend(wrong))).toBe('INVALID at dueAt');
  expect(matter.overdueAt).toEqual(due);
  matter.extend(later(due, 3));
  expect(matter).toMatchObject({ status: 'ASSIGNED', dueAt: later(due, 3), originalDueAt: due, overdueAt: null });
});

test('only a follow-up that reached somebody counts, and the latest one does', () => {
  const matter = aCase({ status: 'HANDLED', handledAt: received });
  matter.followUp({ contacted: false, resolved: true, source: 'CALL_BACK' }, later(received, 1));
  expect(matter).toMatchObject({ followedUpAt: null, followUpSource: null, confirmedResolved: null });
  expect(matter.isAnswered()).toBe(false);
  matter.followUp({ contacted: true, resolved: false, source: 'CALL_BACK' }, later(received, 1));
  matter.followUp({ contacted: true, resolved: true, source: 'VISIT' }, later(received, 2));
  matter.followUp({ contacted: false, resolved: null, source: 'CALL_BACK' }, later(received, 3));
  expect(matter).toMatchObject({ status: 'HANDLED', followedUpAt: later(received, 2), followUpSource: 'VISIT', confirmedResolved: true });
  expect(matter.isAnswered()).toBe(true);
});

test('a rating is a whole number from 1 to 5, and may be changed once in a cycle', () => {
  const matter = aCase({ status: 'HANDLED', handledAt: received });
  for (const wrong of [0, 6, 3.5, NaN, -1]) expect(refusedNow(() => matter.rate(wrong, received, received))).toBe('INVALID at rating');
  matter.rate(2, received, received);
  expect(matter).toMatchObject({ rating: 2, ratedAt: received, ratingChanged: false });
  matter.rate(5, later(received, 1), later(received, 1));
  expect(matter).toMatchObject({ rating: 5, ratedAt: later(received, 1), ratingChanged: true });
  expect(refusedNow(() => matter.rate(1, received, received))).toBe('WRONG_STATE');
  expect(matter.rating).toBe(5);
  matter.reopen(later(due, 9), later(received, 2));
  expect(matter).toMatchObject({ rating: null, ratedAt: null, ratingChanged: false });
});

test(`${AFTERCARE_DAYS} days after closing it is too late to reopen or to rate, whatever time is told`, () => {
  const closed = later(received, 1);
  const aClosed = () => aCase({ status: 'CLOSED', handledAt: received, closedAt: closed });
  const last = later(closed, 30);
  const tooLate = later(closed, 30, 1);
  aClosed().reopen(later(last, 5), last);
  aClosed().rate(5, last, last);
  expect(refusedNow(() => aClosed().reopen(later(last, 5), tooLate))).toBe('WRONG_STATE');
  expect(refusedNow(() => aClosed().rate(5, closed, tooLate))).toBe('WRONG_STATE');
  aCase({ status: 'HANDLED', handledAt: received }).rate(5, later(received, 300), later(received, 300));
});

test('reopening begins a new cycle: nothing of the old handling remains on the case, but who is responsible', () => {
  const matter = aCase({
    status: 'CLOSED', outcome: 'RESOLVED', handledAt: received, handlerId: 'w', closedAt: received, unconfirmed: true, overdueAt: due, returns: 2,
    followedUpAt: received, followUpSource: 'VISIT', confirmedResolved: false, ratedAt: received, rating: 1, ratingChanged: true,
    firstReceiverId: 'admin', assigneeId: 'w', firstResponseAt: received,
  });
  const newDue = later(received, 20);
  matter.reopen(newDue, later(received, 10));
  expect({ ...matter }).toMatchObject({
    ...UNTOUCHED, status: 'ASSIGNED', cycle: 2, reopenedAt: later(received, 10), firstReceiverId: 'admin', assigneeId: 'w', firstResponseAt: received, dueAt: newDue, originalDueAt: newDue,
  });
});

test('a case goes into another that is itself neither merged nor rejected, and not into itself', () => {
  for (const status of CASE_STATUSES) {
    const [matter, parent] = [aCase(), aCase({ id: 'parent', status })];
    if (status === 'MERGED' || status === 'REJECTED') {
      expect(refusedNow(() => matter.merge(parent))).toBe('INVALID at intoCaseId');
      expect(matter).toMatchObject({ status: 'RECEIVED', mergedIntoId: null });
    } else {
      matter.merge(parent);
      expect(matter).toMatchObject({ status: 'MERGED', outcome: 'DUPLICATE', mergedIntoId: 'parent' });
    }
  }
  const matter = aCase();
  expect(refusedNow(() => matter.merge(matter))).toBe('INVALID at intoCaseId');
});

test('overdue is what is open, not suspended, past its deadline and not marked yet', () => {
  const overdue = CASE_STATUSES.filter(status => aCase({ status }).isOverdue(due));
  expect(overdue).toEqual(['RECEIVED', 'ACCEPTED', 'ASSIGNED', 'IN_PROGRESS']);
  expect(aCase().isOverdue(later(due, 0, -1))).toBe(false);
  expect(aCase({ overdueAt: due }).isOverdue(later(due, 1))).toBe(false);
});

test('nothing can follow before what has happened', () => {
  const [h1, h2, h3, h4] = [1, 2, 3, 4].map(day => later(received, day));
  const since = (values: Partial<Case>) => aCase(values).standsSince();
  expect([
    since({}), since({ firstResponseAt: h1 ?? null }), since({ firstResponseAt: h1 ?? null, suspendedAt: h2 ?? null }),
    since({ firstResponseAt: h1 ?? null, handledAt: h3 ?? null }), since({ handledAt: h3 ?? null, closedAt: h4 ?? null }),
  ]).toEqual([received, h1, h2, h3, h4]);
});
