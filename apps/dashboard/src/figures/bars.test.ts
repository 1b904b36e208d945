import { expect, test } from '@jest/globals';
import { changed, figuresOf, isOf, ordered, type Bar, type Change, type Figures } from './bars.ts';

type Comparison = Parameters<typeof figuresOf>[0];
type Value = Comparison['values'][number]['current'];

const MONTH = { from: '2026-11-01', to: '2026-12-01' };
const INDICATOR = { key: 'case.resolution_rate' };
const place = (code: string) => ({ id: `id ${code}`, code, name: `社区${code}`, level: 'COMMUNITY', dataOrigin: 'REAL' }) as const;
const value = (code: string, numerator: number, denominator: number, state: Value['state'] = 'OK'): Value =>
  ({ place: place(code), indicator: INDICATOR, numerator, denominator, state, value: state === 'OK' || state === 'TOO_FEW' ? numerator / denominator : null });
const read = (revision: number, values: Value[], before: Figures | null = null) =>
  figuresOf({ revision, period: MONTH, indicators: [], values: values.map(current => ({ current, previous: null, yearAgo: null, standing: null, target: null })) }, revision, before);
const push = (revision: number, values: Value[], from = MONTH.from): Change =>
  ({ revision, values: values.map(each => ({ ...each, period: { from } })) });

const figures = read(5, [value('1', 1, 2), value('2', 3, 4)]);

test('a push changes its places, leaves the others, and says which have moved', () => {
  const next = changed(figures, push(6, [value('2', 4, 5)]), 77);
  expect(next).toMatchObject({ revision: 6, at: 77 });
  expect(next.bars.map(({ current, moves }) => [current.numerator, moves])).toEqual([[1, 0], [4, 1]]);
  expect(next.moved.map(({ current }) => current.place.name)).toEqual(['社区2']);
});

test('a push that says nothing new moves nothing', () => {
  expect(changed(figures, push(6, [value('2', 3, 4)]), 77).moved).toEqual([]);
});

test('a push from before the figures were read is passed over', () => {
  expect(changed(figures, push(4, [value('1', 0, 9)]), 77)).toBe(figures);
});

test('a push of another period is none of these figures', () => {
  expect(isOf(figures, push(6, [value('1', 1, 1)]))).toBe(true);
  expect(isOf(figures, push(6, [value('1', 1, 1)], '2026-12-01'))).toBe(false);
});

test('figures read again move where they read differently', () => {
  const again = read(9, [value('1', 1, 2), value('2', 1, 4)], changed(figures, push(6, [value('1', 1, 1)]), 77));
  expect(again.bars.map(({ moves }) => moves)).toEqual([2, 1]);
  expect(again.moved).toHaveLength(2);
});

test('by value, those without one to go by come last, and never count as zero', () => {
  const all = read(1, [value('1', 0, 0, 'NOT_ONBOARDED'), value('2', 0, 0, 'NO_DATA'), value('3', 1, 1, 'TOO_FEW'), value('4', 0, 20), value('5', 9, 20)]);
  expect(ordered(all.bars, 'VALUE').map(({ current }) => current.place.code)).toEqual(['5', '4', '3', '2', '1']);
  expect(ordered(all.bars, 'CODE').map(({ current }) => current.place.code)).toEqual(['1', '2', '3', '4', '5']);
});

test('another indicator of the same place is another figure', () => {
  const other = { ...value('1', 9, 9), indicator: { key: 'case.on_time_rate' } };
  const both = read(5, [value('1', 1, 2), other]);
  expect(changed(both, push(6, [{ ...other, numerator: 8 }]), 77).bars.map(({ current }) => current.numerator)).toEqual([1, 8]);
});

test('by verdict, whoever needs somebody comes first', () => {
  const standing = (verdict: 'WORSE' | 'BETTER' | 'AS_EXPECTED') => ({ verdict, shrunk: 0, interval: { low: 0, high: 1 }, usual: null, nearlyAlways: null, ranks: null });
  const [a, b, c] = read(1, [value('1', 1, 2), value('2', 1, 2), value('3', 1, 2)]).bars as [Bar, Bar, Bar];
  const bars = [{ ...a, standing: standing('AS_EXPECTED') }, { ...b, standing: standing('WORSE') }, { ...c, standing: null }];
  expect(ordered(bars, 'VERDICT').map(({ current }) => current.place.code)).toEqual(['2', '1', '3']);
});
