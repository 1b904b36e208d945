import { Case } from '../../cases/case.entity.ts';
import { correctBirthDate, leave, move, moveAll, settle } from '../../people/placement.ts';
import { register } from '../../people/register.ts';
import { Household } from '../../people/household.entity.ts';
import { Residence } from '../../people/residence.entity.ts';
import { Resident, STANDINGS } from '../../people/resident.entity.ts';
import { WasteDrop } from '../../points/waste-drop.entity.ts';
import { addYears, dayOf } from '../../shared/clock.ts';
import { newId } from '../../shared/ids.ts';
import { Refusal } from '../../shared/refusal.ts';
import { submit, walk } from './case-moves.ts';
import { BRIDGE_DEEDS } from './bridge-deeds.ts';
import { DEEDS } from './deeds.ts';
import { aCase, aCorrection, aDrop, aNewFact, anotherDrop, aResidence, enter, enterAll } from './rows.ts';
import { pick, type Stand } from './stand.ts';
import { locked, some, unit, type Act, type Numbers } from './units.ts';

/** One thing that somebody does, as plain data. */
export interface Step extends Numbers {
  readonly act: ActName;
}

const acts = <Names extends string>(of: Record<Names, Act>): Record<Names, Act> => of;

const residentLocked = locked(Resident, stand => stand.residents);
const residenceLocked = locked(Residence, stand => stand.residences);
const caseLocked = locked(Case, stand => stand.cases);
const dropLocked = locked(WasteDrop, stand => stand.drops);
const householdLocked = locked(Household, stand => stand.households);

/** Everything that may happen to records that are counted, in ways the product has and in ways it may get. */
export const ACTS = acts({
  ...DEEDS,
  ...BRIDGE_DEEDS,
  'resident.register': (stand, { a, b, c }) => unit(stand, async tx => {
    const { placeId, birthDate, standing, livesFrom } = aResidence(stand, a, b, c);
    stand.residents.push((await register(tx, stand.sealer, { placeId, name: '某人', sex: 'MALE', birthDate, standing, livesFrom })).id);
  }),
  'resident.move': (stand, { a, b, c }) => residentLocked(stand, a, async (found, tx) => {
    await move(tx, found, { placeId: pick(stand.places, c), standing: pick(STANDINGS, b) }, stand.day(b));
    if (c % 2 === 0) await move(tx, found, { standing: pick(STANDINGS, c) }, stand.day(b + 1));
  }),
  'resident.leave': (stand, { a, b }) => residentLocked(stand, a, (found, tx) => leave(tx, found, stand.day(b))),
  'resident.return': (stand, { a, b, c }) => residentLocked(stand, a, (found, tx) =>
    settle(tx, found, { placeId: pick(stand.places, c), addressId: null, standing: pick(STANDINGS, b) }, stand.day(b))),
  'resident.birth_date': (stand, { a, b, c }) => residentLocked(stand, a, (found, tx) => correctBirthDate(tx, found, addYears(stand.day(b), -60 + (c % 3)))),
  'residents.move': (stand, { a, b, c }) => unit(stand, tx => moveAll(tx, some(stand.residents, a), pick(stand.places, c), stand.day(b))),
  'residence.insert': (stand, { a, b, c }) => unit(stand, async tx => {
    stand.residences.push((await enter(tx, aResidence(stand, a, b, c))).id);
  }),
  'residence.change': (stand, { a, b, c }) => residenceLocked(stand, a, found => Object.assign(found, aNewFact(stand, b, c))),
  'residence.end': (stand, { a, b }) => residenceLocked(stand, a, found => { found.livesTo = stand.day(b); }),
  'residence.backdate': (stand, { a, b }) => residenceLocked(stand, a, found => { found.livesFrom = stand.day(b); }),
  'residence.remove': (stand, { a }) => residenceLocked(stand, a, (found, tx) => tx.remove(found)),
  'residences.insert': async (stand, { a, b, c }) => {
    const rows = Array.from({ length: 1 + (a % (a % 4 === 0 ? 25 : 4)) }, (_, n) => aResidence(stand, a + n, b + 3 * n, c + 7 * n));
    await unit(stand, tx => enterAll(tx, rows));
    stand.residences.push(...rows.map(row => row.id));
  },
  'residences.change': (stand, { a, b, c }) =>
    unit(stand, tx => tx.bulkUpdate(Residence, some(stand.residences, a), aNewFact(stand, b, c))),

  'case.submit': async (stand, { a, b, c }) => walk(stand, await submit(stand, a, b, c), c % 9, b, c),
  'case.move': async (stand, { a, b, c }) => {
    if (stand.cases.length > 0) await walk(stand, pick(stand.cases, a), 1 + (c % 4), b, c);
  },
  'case.correct': (stand, { a, b, c }) => caseLocked(stand, a, found => Object.assign(found, aCorrection(stand, b, c))),
  'case.handled': (stand, { a, c }) => caseLocked(stand, a, found => {
    if (found.handledAt) found.handledAt = new Date(found.dueAt.getTime() + ((c % 3) - 1) * 60_000 * (c % 5_000));
  }),
  'case.remove': (stand, { a }) => caseLocked(stand, a, (found, tx) => tx.remove(found)),
  'cases.insert': async (stand, { a, b, c }) => {
    const rows = Array.from({ length: 1 + (b % (b % 4 === 0 ? 25 : 4)) }, (_, n) => aCase(stand, a + n, b + 3 * n, c + 7 * n));
    await unit(stand, tx => tx.bulkInsert(Case, rows));
    stand.cases.push(...rows.map(row => row.id));
  },
  'cases.change': (stand, { a, b, c }) => unit(stand, tx => tx.bulkUpdate(Case, some(stand.cases, a), aCorrection(stand, b, c))),

  'drop.record': (stand, { a, b, c }) => unit(stand, async tx => {
    stand.drops.push((await tx.create(WasteDrop, aDrop(stand, a, b, c))).id);
  }),
  'drops.record': async (stand, { a, b, c }) => {
    const rows = Array.from({ length: 2 + (b % 20) }, (_, n) => aDrop(stand, a + (n % 3), b + (n % 2), c + 5 * n));
    await unit(stand, tx => tx.bulkInsert(WasteDrop, rows));
    stand.drops.push(...rows.map(row => row.id));
  },
  'drop.change': (stand, { a, b, c }) => dropLocked(stand, a, found => Object.assign(found, anotherDrop(stand, b, c))),
  'drops.change': (stand, { a, b, c }) => unit(stand, tx => tx.bulkUpdate(WasteDrop, some(stand.drops, a), anotherDrop(stand, b, c))),
  'household.change': (stand, { a, b, c }) => householdLocked(stand, a, found => Object.assign(found, pick([
    { placeId: pick(stand.places, c) }, { dissolvedAt: c % 2 === 0 ? null : stand.past(c) }, { recordedAt: stand.past(c) },
  ], b))),

  /** Two units want the same row: one waits, and must not go by what it saw before. */
  'residence.twice': (stand, { a, b, c }) => Promise.all([0, 1].map(n => residenceLocked(stand, a, async found => {
    await new Promise(resolve => setTimeout(resolve, c % 4));
    Object.assign(found, aNewFact(stand, b + 3 * n, c + n));
  }))),
  'case.twice': (stand, { a, b, c }) => Promise.all([
    caseLocked(stand, a, found => Object.assign(found, aCorrection(stand, b, c))),
    unit(stand, tx => tx.bulkUpdate(Case, some(stand.cases, a), aCorrection(stand, b + 1, c))),
  ]),
  /** One unit writes the same rows again and again, singly and in bulk. */
  'residence.again': (stand, { a, b, c }) => residenceLocked(stand, a, async (found, tx) => {
    Object.assign(found, aNewFact(stand, b, c));
    await tx.flush();
    await tx.bulkUpdate(Residence, [found.id, ...some(stand.residences, a)], aNewFact(stand, b + 1, c + 1));
    const again = await tx.get(Residence, found.id);
    if (again) Object.assign(again, aNewFact(stand, c, b));
    const passing = await enter(tx, aResidence(stand, a, b, c));
    await tx.flush();
    Object.assign(passing, aNewFact(stand, b + 2, c));
    await tx.remove(passing);
    if (again && c % 3 === 0) await tx.remove(again);
  }),
  /** Written, flushed, and refused after all. */
  'refused.late': (stand, { a, b, c }) => residenceLocked(stand, a, async (found, tx) => {
    Object.assign(found, aNewFact(stand, b, c));
    await enter(tx, aResidence(stand, a, b, c));
    await tx.bulkUpdate(Case, some(stand.cases, a), aCorrection(stand, b, c));
    await tx.bulkInsert(Case, [aCase(stand, a, b, c)]);
    throw c % 2 === 0 ? new Refusal('CONFLICT', 'Not after all.') : new Failed();
  }),

  'case.relocate': (stand, { a, b }) => caseLocked(stand, a, found => found.relocate(pick(stand.places, b), stand.now)),
  'grid.split': async (stand, { a, b, c }) => {
    if (stand.grids.length > 7) return;
    const parts = Array.from({ length: 1 + (b % 3) }, (_, n) => ({
      code: `${stand.districtId}x${newId()}`, name: `分${n}`, ...(n === b % 2 && { addressIds: c % 2 === 0 ? [stand.addressId] : [] }),
    }));
    await stand.domain.grids.split(stand.system, pick(stand.grids, a), parts, c % 3 === 0 ? dayOf(stand.past(c)) : undefined);
    await stand.lookAtGrids();
  },
  'grid.merge': async (stand, { a, b, c }) => {
    const into = c % 2 === 0 ? { gridId: pick(stand.grids, c) } : { code: `${stand.districtId}x${newId()}`, name: '合' };
    await stand.domain.grids.merge(stand.system, [pick(stand.grids, a), pick(stand.grids, b)], into, c % 3 === 0 ? dayOf(stand.past(c)) : undefined);
    await stand.lookAtGrids();
  },
  'place.reparent': (stand, { a, b }) => {
    const [place, parent] = b % 4 === 0
      ? [pick(stand.communities, a), pick(stand.streets, b)]
      : [pick(stand.grids, a), pick(stand.communities, b)];
    return stand.domain.places.reparent(stand.system, place, parent);
  },
  'place.create': async (stand, { a }) => {
    if (stand.places.length > 14) return;
    const code = `${stand.districtId}x${newId()}`;
    const [level, parentId] = a % 3 === 0 ? ['MICRO_GRID', pick(stand.grids, a)] as const : ['GRID', pick(stand.communities, a)] as const;
    const { id } = await stand.domain.places.create(stand.system, { parentId, level, code, name: '新网格' });
    stand.places.push(id);
    if (level === 'GRID') stand.grids.push(id);
  },
});

export type ActName = keyof typeof ACTS;
const ACT_NAMES = Object.keys(ACTS) as ActName[];
/** Acts as often as they shall happen: the tree changes seldom, cases move most. */
export const OFTEN: readonly ActName[] = [
  ...ACT_NAMES, ...ACT_NAMES.filter(name => /^(case|residence|grid)/.test(name)), 'case.submit', 'case.move', 'case.move', 'case.move',
];

/** A unit that fails without being refused. */
class Failed extends Error {}

/** Constraints that a random write may run into (two residences running at once is one); deadlocks that outlast the unit's attempts. */
const EXPECTED = new Set(['23503', '23505', '23514', '23P01', '40P01']);

/** Does one step. What is refused, or fails as it should, has had no effect. */
export async function perform(stand: Stand, step: Step): Promise<void> {
  stand.ground.clock.pass((step.c * 13) % 700);
  try {
    await ACTS[step.act](stand, step);
  } catch (error) {
    if (error instanceof Refusal || error instanceof Failed) return;
    if (EXPECTED.has(codeOf(error))) return;
    throw error;
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}
