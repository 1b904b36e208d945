import { expect, test } from '@jest/globals';
import { Case } from '../../cases/case.entity.ts';
import { SIGHTS } from '../../registered.ts';
import { ALL_FORMS } from '../../testing/stream/indicators.ts';
import { CATALOGUE } from '../catalogue/catalogue.ts';
import { onTimeRate } from '../catalogue/cases.kpi.ts';
import { residents } from '../catalogue/population.kpi.ts';
import { mustBeWellDeclared } from './declared.ts';
import type { Indicator, IndicatorDeclaration } from './indicator.ts';
import { count, distinct, seen, total } from './measure.ts';
import { runningSource, source } from './source.ts';

const cases = { entity: Case, schema: Case.schema };
const byReceipt = source('test.by_receipt', cases, c => ({ place: c.placeId, at: c.receivedAt }));
const received = count('test.received', byReceipt);
/** An indicator that is as it should be but for one thing. */
const but = (values: Partial<IndicatorDeclaration & { key: string }>): Indicator => ({ ...onTimeRate, key: 'test.wrong', numerator: received, denominator: received, ...values });

test('the catalogue is declared as it should be', () => {
  expect(() => mustBeWellDeclared(CATALOGUE, SIGHTS)).not.toThrow();
  expect(() => mustBeWellDeclared(ALL_FORMS, SIGHTS)).not.toThrow();
});

test.each<[string, () => readonly Indicator[], string]>([
  ['two indicators with one key', () => [onTimeRate, { ...onTimeRate }], 'Two indicators are named case.on_time_rate.'],
  ['two measures with one key', () => [but({}), but({ key: 'test.other', numerator: count('test.received', byReceipt) })], 'Two measures are named test.received.'],
  ['no Chinese title', () => [but({ title: { zh: 'Received', en: 'Received' } })], 'test.wrong has no title in Chinese and English.'],
  ['no population', () => [but({ population: { zh: '', en: '' } })], 'test.wrong has no population in Chinese and English.'],
  ['no title at all', () => [but({ title: undefined as never })], 'test.wrong has no title in Chinese and English.'],
  ['no origin', () => [but({ source: ' ' })], 'test.wrong does not say where its definition comes from.'],
  ['no version', () => [but({ version: 0 })], 'test.wrong has no version.'],
  ['no minimum', () => [but({ minimumN: 0 })], 'test.wrong does not say from which number on it may be judged.'],
  ['no periods', () => [but({ periods: [] })], 'test.wrong does not say by which periods it is read.'],
  ['periods that are not kept', () => [but({ numerator: distinct('test.sorters', [seen(byReceipt, c => c.residentId)], 'IN_THREE_WEEKS'), periods: ['MONTH', 'YEAR'], across: onTimeRate.title })],
    'test.wrong cannot be read by YEAR: it counts IN_THREE_WEEKS.'],
  ['stocks and flows in one sum', () => [but({ numerator: total(received, count('test.ever', runningSource('test.ever', cases, c => ({ place: c.placeId, at: c.receivedAt })))), across: onTimeRate.title })],
    'test.wrong adds up what is kept up to a moment and what happens in a period.'],
  ['a ratio of different populations', () => [but({ denominator: residents })], 'test.wrong divides records of different populations without saying so: declare `across`.'],
  ['a mean without squares', () => [but({ varies: 'MEAN' })], 'test.wrong is a mean without a sum of squares, or has one without being a mean.'],
  ['a time that may be missing', () => [but({ numerator: count('test.handled', source('test.by_handling', cases, c => ({ place: c.placeId, at: c.handledAt }))), across: onTimeRate.title })],
    'test.by_handling counts by handledAt, which may be missing: say so with ifAny().'],
  ['a place that may be missing', () => [but({ numerator: count('test.handled', source('test.by_handling', cases, c => ({ place: c.respondedPlaceId, at: c.handledAt.ifAny() }))), across: onTimeRate.title })],
    'test.by_handling counts by respondedPlaceId, which may be missing: say so with ifAny().'],
  ['different people of no way', () => [but({ numerator: distinct('test.people', []), across: onTimeRate.title })], 'test.people counts different people without a way to have been there.'],
  ['different people without a key', () => [but({ numerator: distinct('test.people', [seen(byReceipt, c => c.title)]) })], 'test.people counts different people without a key: in test.by_receipt nothing names one.'],
])('%s is refused, with the reason', (_, indicators, reason) => {
  expect(() => mustBeWellDeclared(indicators(), SIGHTS)).toThrow(reason);
});

test('everything that is wrong is told at once', () => {
  expect(() => mustBeWellDeclared([but({ version: 0, source: '' })], [])).toThrow(new Error(`Indicators are declared wrongly:
test.wrong does not say where its definition comes from.
test.wrong has no version.
test.by_receipt counts rows of service_case, of which nobody has said how they are seen: give SIGHTS one.`));
});

test('a column that is not there, or is no single value, is refused by its name', () => {
  const reading = (name: string) => () => source('test.nowhere', cases, c => ({ place: c.placeId, at: (c as unknown as Record<string, typeof c.receivedAt>)[name]! }));
  expect(reading('receivedOn')).toThrow('test.nowhere reads receivedOn: Case has no such column that can be counted.');
});
