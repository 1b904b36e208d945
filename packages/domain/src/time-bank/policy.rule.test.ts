import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { calendarDate } from '../shared/clock.ts';
import { newId } from '../shared/ids.ts';
import { refusedNow } from '../testing/refused.ts';
import {
  DEFAULT_RULES, PAYERS, chargesOf, checkedRules, counted, creditOf, flowsOf, isGranted, isSampled, mayGiveTo, mayRedeem, reviewFrom, type PolicyRules,
} from './policy.rule.ts';

const HOUR = 60;

/** As in Nanjing: 1,500 hours at most, the surplus donated, group hours donation-only, the city stands behind the minutes. */
const NANJING: PolicyRules = {
  ...DEFAULT_RULES, capMinutes: 1_500 * HOUR, dailyMinutes: 8 * HOUR, roundTo: 30, redeemAge: 60, giftsTo: 'KIN', groupEarns: false,
  payers: ['RECEIVER', 'FUND', 'WORLD'], openingMinutes: 10 * HOUR,
};
/** As in Shanghai: an hour is a coin, redeemed from 65 on, or given to kin; who is served pays. */
const SHANGHAI: PolicyRules = {
  ...DEFAULT_RULES, capMinutes: null, dailyMinutes: null, roundTo: HOUR, redeemAge: 65, giftsTo: 'KIN', groupEarns: true, payers: ['RECEIVER'], openingMinutes: 0,
};
const TODAY = calendarDate('2026-03-01');
const alone = { birthDate: calendarDate('1950-01-01'), livesAlone: true, noKin: false };

describe('the rules of Nanjing', () => {
  test('what is earned over 1,500 hours is donated', () => {
    const having = (hours: number) => creditOf(NANJING, 120, { balance: hours * HOUR, earnedThatDay: 0, group: false });
    expect(having(10)).toEqual({ giver: 120, fund: 0 });
    expect(having(1_499)).toEqual({ giver: 60, fund: 60 });
    expect(having(1_500)).toEqual({ giver: 0, fund: 120 });
    expect(having(1_600)).toEqual({ giver: 0, fund: 120 }); // after the cap was lowered
  });

  test('hours of a group session are donated, and paid for by nobody in it', () => {
    expect(creditOf(NANJING, 120, { balance: 0, earnedThatDay: 0, group: true })).toEqual({ giver: 0, fund: 120 });
    const charges = chargesOf(NANJING, 120, { receiver: 600, fund: 600, group: true });
    expect(flowsOf(charges, { giver: 0, fund: 120 })).toEqual([{ from: 'WORLD', to: 'FUND', minutes: 120 }]);
  });

  test('nobody earns more than eight hours a day', () => {
    expect(creditOf(NANJING, 120, { balance: 0, earnedThatDay: 420, group: false })).toEqual({ giver: 60, fund: 60 });
  });

  test('who is served pays first, then the fund, then the city', () => {
    expect(chargesOf(NANJING, 120, { receiver: 50, fund: 30, group: false })).toEqual([
      { payer: 'RECEIVER', minutes: 50 }, { payer: 'FUND', minutes: 30 }, { payer: 'WORLD', minutes: 40 },
    ]);
  });

  test('an elder who lives alone is granted ten hours, nobody else', () => {
    expect(isGranted(NANJING, alone, TODAY)).toBe(true);
    expect(isGranted(NANJING, { ...alone, livesAlone: false }, TODAY)).toBe(false);
    expect(isGranted(NANJING, { ...alone, birthDate: calendarDate('1990-01-01') }, TODAY)).toBe(false);
  });
});

describe('the rules of Shanghai', () => {
  test('an hour is a coin: less than an hour is nothing, and 110 minutes are one', () => {
    expect(counted(SHANGHAI, 110)).toBe(60);
    expect(counted(SHANGHAI, 120)).toBe(120);
    expect(refusedNow(() => counted(SHANGHAI, 59))).toBe('INVALID at minutes');
  });

  test('coins pay from the 65th birthday on', () => {
    expect(mayRedeem(SHANGHAI, calendarDate('1961-03-01'), TODAY)).toBe(true);
    expect(mayRedeem(SHANGHAI, calendarDate('1961-03-02'), TODAY)).toBe(false);
  });

  test('they may be given to kin, and to nobody else', () => {
    expect(mayGiveTo(SHANGHAI, true)).toBe(true);
    expect(mayGiveTo(SHANGHAI, false)).toBe(false);
    expect(mayGiveTo({ giftsTo: 'NOBODY' }, true)).toBe(false);
  });

  test('who cannot pay is not served for minutes, and group hours are earned', () => {
    expect(refusedNow(() => chargesOf(SHANGHAI, 120, { receiver: 60, fund: 600, group: false }))).toBe('INSUFFICIENT at minutes');
    expect(creditOf(SHANGHAI, 120, { balance: 1e6, earnedThatDay: 1e4, group: true })).toEqual({ giver: 120, fund: 0 });
    expect(isGranted(SHANGHAI, alone, TODAY)).toBe(false);
  });
});

test.each([0, -30, 30.5, 721, 1e12, NaN])('%s minutes are no service', minutes => {
  expect(refusedNow(() => counted(NANJING, minutes))).toBe('INVALID at minutes');
});

test.each([
  ['capMinutes', 59], ['dailyMinutes', 0], ['roundTo', 0], ['roundTo', 7.5], ['redeemAge', 17], ['openingMinutes', -1], ['reviewDays', 0], ['auditPercent', 101],
  ['payers', []], ['payers', ['FUND', 'FUND']],
])('a policy with %s %j cannot be', (field, value) => {
  expect(refusedNow(() => checkedRules({ ...NANJING, [field]: value }))).toBe(`INVALID at ${field}`);
});

test('whatever the rules, all that is paid is earned or donated, nobody pays more than they have, and no limit is passed', () => {
  const minutes = fc.integer({ min: 1, max: 720 });
  const has = fc.integer({ min: 0, max: 2_000 });
  const rules = fc.record({
    capMinutes: fc.option(fc.integer({ min: 60, max: 1_000 })), dailyMinutes: fc.option(fc.integer({ min: 30, max: 1_440 })), groupEarns: fc.boolean(),
    payers: fc.shuffledSubarray([...PAYERS], { minLength: 1 }),
  });
  fc.assert(fc.property(rules, minutes, has, has, has, has, fc.boolean(), (some, amount, receiver, fund, balance, earnedThatDay, group) => {
    const policy = { ...DEFAULT_RULES, ...some };
    let charges;
    try {
      charges = chargesOf(policy, amount, { receiver, fund, group });
    } catch {
      return !policy.payers.includes('WORLD') && !group;
    }
    const credit = creditOf(policy, amount, { balance, earnedThatDay, group });
    const flows = flowsOf(charges, credit);
    const sum = (list: readonly { minutes: number }[]) => list.reduce((total, each) => total + each.minutes, 0);
    const paid = (payer: string) => sum(charges.filter(each => each.payer === payer));
    expect(sum(charges)).toBe(amount);
    expect(credit.giver + credit.fund).toBe(amount);
    expect(sum(flows.filter(({ to }) => to === 'GIVER'))).toBe(credit.giver);
    expect(sum(flows.filter(({ to }) => to === 'FUND'))).toBe(credit.fund);
    expect(flows.every(({ from, to }) => from !== to)).toBe(true);
    expect(paid('FUND')).toBeLessThanOrEqual(fund);
    expect(paid('RECEIVER')).toBeLessThanOrEqual(group ? 0 : receiver);
    expect(balance + credit.giver).toBeLessThanOrEqual(Math.max(balance, policy.capMinutes ?? Infinity));
    expect(flows.every(flow => flow.minutes > 0)).toBe(true);
    return true;
  }));
});

test('after 14 days workers look after what nobody has confirmed', () => {
  expect(reviewFrom(DEFAULT_RULES, new Date('2026-03-01T10:00:00Z'))).toEqual(new Date('2026-03-15T10:00:00Z'));
});

test('about as many services are drawn for an audit as the policy says, always the same ones', () => {
  const ids = Array.from({ length: 2_000 }, () => newId());
  const drawn = ids.filter(id => isSampled({ auditPercent: 20 }, id));
  expect(drawn.length).toBeGreaterThan(300);
  expect(drawn.length).toBeLessThan(500);
  expect(ids.filter(id => isSampled({ auditPercent: 0 }, id))).toEqual([]);
  expect(drawn.every(id => isSampled({ auditPercent: 30 }, id))).toBe(true);
});
