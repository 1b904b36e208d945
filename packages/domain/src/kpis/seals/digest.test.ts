import { expect, test } from '@jest/globals';
import { createHash } from 'node:crypto';
import { calendarDate } from '../../shared/clock.ts';
import { digestOf, type SealedBody, type SealedHead } from './digest.ts';

const HEAD: SealedHead = {
  districtId: 101, id: 's', placeId: 'p', periodKind: 'MONTH', fromDay: calendarDate('2026-02-01'), toDay: calendarDate('2026-03-01'), revision: 7, definitions: 'd', comment: '核对无误',
  sealedAt: new Date('2026-03-02T02:00:00Z'), sealedById: 'a',
};
const FIGURES: readonly SealedBody[] = [
  { placeId: 'q', indicator: 'case.rate', version: 1, numerator: 2, denominator: 3, value: 2 / 3 }, { placeId: 'p', indicator: 'case.rate', version: 1, numerator: 1e21, denominator: null, value: null },
];
const DIGEST = digestOf(HEAD, null, FIGURES);

test('the digest is that of one line that anybody can write', () => {
  const line = '["linli.seal.1",101,"s","p","MONTH","2026-02-01","2026-03-01",7,"d",null,"a","2026-03-02T02:00:00.000Z","核对无误",'
    + '[["p","case.rate",1,1e+21,null,null],["q","case.rate",1,2,3,0.6666666666666666]]]';
  expect(DIGEST).toBe(createHash('sha256').update(line).digest('hex'));
  expect(digestOf(HEAD, null, FIGURES.toReversed())).toBe(DIGEST);
  expect(digestOf(HEAD, null, [{ ...FIGURES[0]!, squares: 4 }, FIGURES[1]!])).toBe(createHash('sha256').update(line.replace('6666]]]', '6666,4]]]')).digest('hex'));
});

test('whatever is altered, the digest is another', () => {
  const heads: Partial<SealedHead>[] = [
    { districtId: 102 }, { id: 't' }, { placeId: 'x' }, { periodKind: 'QUARTER' }, { fromDay: calendarDate('2026-02-02') }, { toDay: calendarDate('2026-03-02') }, { revision: 8 }, { definitions: 'e' },
    { comment: '' }, { sealedAt: new Date('2026-03-02T02:00:00.001Z') }, { sealedById: null },
  ];
  const bodies: Partial<SealedBody>[] = [{ placeId: 'x' }, { indicator: 'x' }, { version: 2 }, { numerator: 3 }, { denominator: null }, { value: 0.6666666666666667 }, { squares: 4 }, { squares: 5 }];
  const digests = [
    ...heads.map(each => digestOf({ ...HEAD, ...each }, null, FIGURES)), digestOf(HEAD, DIGEST, FIGURES), digestOf(HEAD, null, FIGURES.slice(1)),
    ...bodies.map(each => digestOf(HEAD, null, [{ ...FIGURES[0]!, ...each }, FIGURES[1]!])),
  ];
  expect(new Set([DIGEST, ...digests]).size).toBe(digests.length + 1);
});
