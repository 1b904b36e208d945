import { expect, test } from '@jest/globals';
import { Case } from '../../cases/case.entity.ts';
import { CATALOGUE } from '../catalogue/catalogue.ts';
import { counting } from '../engine/measures.ts';
import { measuresOf } from '../engine/series.ts';
import { trackedSources } from '../engine/tracked.ts';
import { Word } from './expression.ts';
import { indicator, type IndicatorDeclaration } from './indicator.ts';
import { count, sum } from './measure.ts';
import { source } from './source.ts';

const cases = { entity: Case, schema: Case.schema };
const columns = (property: string) => `r.${property}`;
const living = trackedSources(CATALOGUE).find(({ key }) => key === 'residence.living')!;
const seniors = trackedSources(CATALOGUE).find(({ key }) => key === 'residence.senior')!;
const placeId = '0190a000-0000-7000-8000-000000000001';

/** Days on which a resident comes into a stock and leaves it. */
const days = (of: typeof living, row: object) => of.touched({ placeId, livesTo: null, birthDate: '1990-05-05', ...row }).map(touch => touch.day);

test('a word is quoted, whatever it contains', () => {
  expect(new Word('title').is("it's 'so'").sql(columns)).toBe("r.title = 'it''s ''so'''");
});

test('only whole numbers reach the SQL text', () => {
  const { rating } = source('x', cases, c => ({ place: c.placeId, at: c.ratedAt })).columns;
  expect(rating.atLeast(3).sql(columns)).toBe('r.rating >= 3');
  expect(() => rating.atLeast(2.5)).toThrow('Expected a whole number, got 2.5.');
});

test('a resident is in the stock from arrival to leaving, and never when leaving is not after arrival', () => {
  expect(days(living, { livesFrom: '2024-01-10' })).toEqual(['2024-01-10']);
  expect(days(living, { livesFrom: '2024-01-10', livesTo: '2024-01-11' })).toEqual(['2024-01-10', '2024-01-11']);
  expect(days(living, { livesFrom: '2024-01-10', livesTo: '2024-01-10' })).toEqual([]);
});

test('a resident is a senior from the 60th birthday or arrival, whichever is later, unless gone before', () => {
  expect(days(seniors, { birthDate: '1964-02-29', livesFrom: '2000-01-01' })).toEqual(['2024-02-29']);
  expect(days(seniors, { birthDate: '1965-02-28', livesFrom: '2000-01-01' })).toEqual(['2025-02-28']);
  expect(days(seniors, { birthDate: '1950-01-01', livesFrom: '2020-03-01', livesTo: '2024-01-01' })).toEqual(['2020-03-01', '2024-01-01']);
  expect(days(seniors, { birthDate: '1964-02-29', livesFrom: '2000-01-01', livesTo: '2024-02-29' })).toEqual([]);
});

test('a source reads every column that its place, its times and its measures depend on', () => {
  const reads = Object.fromEntries(trackedSources(CATALOGUE).map(each => [each.key, each.reads.toSorted()]));
  expect(reads).toEqual({
    'residence.living': ['livesFrom', 'livesTo', 'placeId', 'standing'],
    'residence.senior': ['birthDate', 'livesFrom', 'livesTo', 'noKin', 'placeId'],
    'case.by_response': ['firstResponseAt', 'receivedAt', 'respondedPlaceId'],
    'case.by_deadline': ['dueAt', 'duePlaceId', 'firstResponseAt', 'handledAt', 'status'],
    'case.by_original_deadline': ['duePlaceId', 'handledAt', 'originalDueAt', 'status'],
    'case.by_handling': ['followedUpAt', 'handledAt', 'handledNetMinutes', 'placeId', 'ratedAt'],
    'case.by_follow_up': ['confirmedResolved', 'followedUpAt', 'placeId'],
    'case.by_rating': ['placeId', 'ratedAt', 'rating'],
    'case.by_receipt': ['channel', 'kind', 'receivedAt', 'receivedPlaceId'],
    'waste_drop.by_drop': ['correct', 'householdId', 'occurredAt', 'placeId', 'voidedAt'],
    'activity_sign_up.by_sign_up': ['placeId', 'residentId', 'signedUpAt', 'status'],
    'activity_attendance.by_attendance': ['occurredAt', 'placeId', 'residentId', 'voidedAt'],
    'wellbeing_visit.by_due_day': ['dueAt', 'placeId', 'state'],
    'wellbeing_visit.by_visit': ['doneAt', 'placeId'],
    'care_booking.by_fulfilment': ['atHome', 'fulfilledAt', 'noKin', 'placeId', 'residentId', 'senior'],
    'program.by_adoption': ['adoptedOn', 'placeId'],
    'program_funding.by_receipt': ['amount', 'kind', 'placeId', 'receivedAt', 'source', 'state'],
    'case_closing.by_aftercare': ['aftercareEndsAt', 'placeId', 'reopenedAt'],
    'digital_need.by_answer': ['answeredAt', 'needsHelp', 'placeId'],
    'service_transaction.by_service': ['occurredAt', 'placeId', 'residentId', 'senior', 'voidedAt', 'way'],
    'activity_session.by_session': ['attended', 'cancelledAt', 'kind', 'minutes', 'outcomeIndicator', 'placeId', 'startsAt'],
    'program_spending.by_spending': ['amount', 'outcomeIndicator', 'placeId', 'spentAt', 'state'],
    'senior_skill.by_gain': ['gainedAt', 'gainedPlaceId', 'residentId'],
    'activity_attendance.by_home': ['homePlaceId', 'occurredAt', 'residentId', 'standing', 'voidedAt'],
    'exchange.by_giving': ['giverId', 'giverPlaceId', 'giverStanding', 'startsAt', 'status'],
    'exchange.by_service': ['creditedMinutes', 'giverId', 'paidMinutes', 'placeId', 'startsAt', 'status'],
    'exchange_receiver.by_service': ['placeId', 'residentId', 'servedAt'],
    'ledger_entry.so_far': ['amount', 'occurredAt', 'ownerKind', 'placeId', 'unit'],
    'volunteer.active': ['activeFrom', 'activeTo', 'placeId', 'weeklyMinutes'],
    'household.kept': ['dissolvedAt', 'placeId', 'recordedAt'],
  });
  for (const { entity, reads: names } of trackedSources(CATALOGUE)) {
    const known = Object.keys((entity as typeof Case).schema.properties);
    expect(names.filter(name => !known.includes(name))).toEqual([]);
  }
});

const byReceipt = source('case.by_receipt', cases, c => ({ place: c.placeId, at: c.receivedAt }));
const declared = (numerator: IndicatorDeclaration['numerator']) => indicator('a', { numerator } as IndicatorDeclaration);
const numbers = new Map([['n', 1], ['m', 2]]);

test('two measures or two sources of one name are refused, and a measure without a number', () => {
  const other = source('case.by_receipt', cases, c => ({ place: c.placeId, at: c.ratedAt }));
  expect(() => measuresOf([declared(count('n', byReceipt)), declared(count('n', byReceipt))])).toThrow('Two measures are named n.');
  expect(() => counting([declared(count('n', byReceipt)), declared(count('m', other))], numbers)).toThrow('Two sources are named case.by_receipt.');
  expect(() => counting([declared(count('o', byReceipt))], numbers)).toThrow('Measure o has no number; run the migrations.');
});

test('the digest of the definitions changes with their meaning, and with nothing else', () => {
  const digest = (...of: IndicatorDeclaration['numerator'][]) => counting(of.map(declared), numbers).definitions;
  const all = count('n', byReceipt);
  const complaints = count('n', byReceipt, c => c.kind.is('COMPLAINT'));
  const minutes = sum('m', byReceipt, c => c.firstResponseAt.minutesSince(c.receivedAt));
  expect(digest(all, minutes)).toBe(digest(minutes, count('n', byReceipt)));
  expect(new Set([digest(all), digest(complaints), digest(all, minutes), digest(complaints, minutes)]).size).toBe(4);
  const byRating = source('case.by_receipt', cases, c => ({ place: c.placeId, at: c.ratedAt }));
  const renamed = source('case.received', cases, c => ({ place: c.placeId, at: c.receivedAt })); // waiting changes have the old name
  expect(new Set([digest(all), digest(count('n', byRating)), digest(count('n', renamed))]).size).toBe(3);
});
