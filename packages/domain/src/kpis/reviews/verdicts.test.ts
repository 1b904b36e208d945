import { expect, test } from '@jest/globals';
import { calendarDate } from '../../shared/clock.ts';
import { handlingHours, satisfactionRate } from '../catalogue/cases.kpi.ts';
import type { Indicator } from '../language/indicator.ts';
import { judged } from './verdicts.ts';

const QUARTER = { periodKind: 'QUARTER', fromDay: calendarDate('2026-01-01') } as const;
const FIND = (key: string) => [handlingHours, satisfactionRate].find(indicator => indicator.key === key);

/** Cases of a place, half of them `hours` less and half of them more `apart` than a mean. */
function handled(placeId: string, cases: number, hours: number, apart: number) {
  const [low, high] = [(hours - apart) * 60, (hours + apart) * 60];
  return sealed(handlingHours, placeId, cases * hours * 60, cases, hours, (cases / 2) * (low ** 2 + high ** 2));
}
const sealed = ({ key, version }: Indicator, placeId: string, numerator: number, denominator: number, value: number, squares: number | null) =>
  ({ districtId: 1, id: placeId, sealId: 's', placeId, indicator: key, version, numerator, denominator, value, squares });
const verdicts = (figures: Parameters<typeof judged>[1]) => judged(QUARTER, figures, FIND, () => 'COMMUNITY').map(({ verdict }) => verdict);
/** Thirty places that differ by chance. */
const LIKE = Array.from({ length: 30 }, (_, n) => handled(`p${n}`, 200, 16 + ((n % 5) - 2) * 0.3, 8));

test('means are judged by the squares that were sealed with them, small places by the minimum', () => {
  expect(verdicts([...LIKE, handled('slow', 200, 40, 8), handled('quick', 200, 4, 2), handled('small', 4, 400, 8)]).slice(-3)).toEqual(['WORSE', 'BETTER', 'TOO_FEW']);
  expect(verdicts(LIKE)).toEqual(Array.from(LIKE, () => 'AS_EXPECTED'));
});

test('a mean that was sealed without its squares, or by another declaration, is not judged; proportions need none', () => {
  expect(verdicts(LIKE.map(figure => ({ ...figure, squares: null })))).toEqual(LIKE.map(() => null));
  expect(verdicts(LIKE.map(figure => ({ ...figure, version: 99 })))).toEqual(LIKE.map(() => null));
  const rated = [...LIKE.map((_, n) => 98 + (n % 5)), 180].map((satisfied, n) => sealed(satisfactionRate, `p${n}`, satisfied, 200, satisfied / 200, null));
  expect(verdicts(rated).at(-1)).toBe('BETTER');
});
