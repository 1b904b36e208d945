import { expect, test } from '@jest/globals';
import { calendarDate } from '../shared/clock.ts';
import { WELLBEING_LEVELS, nextVisit, presentOn } from './wellbeing.rule.ts';

const day = calendarDate;

test('who is at more risk is visited sooner', () => {
  expect(WELLBEING_LEVELS.map(level => nextVisit(level, day('2026-02-27')))).toEqual(['2026-03-01', '2026-03-06', '2026-03-29', '2026-05-28']);
});

test('a visit of a day on which they are away is put off until they are back, or until that is known', () => {
  const away = { awayFrom: day('2026-03-02'), awayTo: day('2026-03-09') };
  expect(['2026-03-01', '2026-03-02', '2026-03-08', '2026-03-09'].map(on => presentOn(away, day(on)))).toEqual(['2026-03-01', '2026-03-09', '2026-03-09', '2026-03-09']);
  expect(presentOn({ awayFrom: day('2026-03-02'), awayTo: null }, day('2026-05-01'))).toBeNull();
  expect(presentOn({ awayFrom: null, awayTo: null }, day('2026-05-01'))).toBe('2026-05-01');
});
