import { Resident } from '@linli/domain/people/resident.entity';
import { addYears, dayOf } from '@linli/domain/shared/clock';
import type { DemoMonth, DemoTime } from '../months.ts';
import type { Past } from '../past.ts';
import type { MadeCommunity } from '../places.ts';
import type { Random } from '../random.ts';

/** Of the floating residents of community A, how many of a hundred serve others, quarter by quarter; then as in the last one. */
const SHARES = [10, 14, 19, 26, 34, 43, 52, 60] as const;
/** Of those who serve, the share that does so twice in a quarter. */
const TWICE = 0.2;
const [OLD_ENOUGH, DAY] = [18, 86_400_000];

/** Somebody who serves at a time. */
export interface Turn {
  readonly giver: Resident;
  readonly at: Date;
}

/** The floating residents of a community who serve others: whoever begins goes on as long as they live there. */
export class Participation {
  readonly #people: readonly Resident[];

  private constructor(people: readonly Resident[]) {
    this.#people = people;
  }

  static async of(past: Past, { gridIds }: MadeCommunity): Promise<Participation> {
    const people = await past.unit(tx => tx.find(Resident, { placeId: { $in: [...gridIds] }, standing: 'FLOATING' }));
    return new Participation(people.toSorted((a, b) => a.name.localeCompare(b.name) || a.birthDate.localeCompare(b.birthDate)));
  }

  /** Whose turn it is, and when, in the quarter that a month begins; of a running one as far as it has come. */
  ofQuarter(random: Random, first: DemoMonth, { months, now }: DemoTime): Turn[] {
    const all = months.slice(first.number - 1, first.number + 2);
    const [from, last] = [dayOf(first.from), dayOf(new Date((all.at(-1)?.to.getTime() ?? 0) - 1))];
    const share = (SHARES[Math.floor(first.number / 3)] ?? SHARES.at(-1) ?? 0) / 100;
    const here = this.#people.filter(({ livesFrom, livesTo }) => livesFrom <= last && (!livesTo || livesTo > last));
    const able = here.filter(({ livesFrom, birthDate }) => livesFrom <= from && birthDate <= addYears(from, -OLD_ENOUGH));
    const whole = all.reduce((sum, { part }) => sum + part, 0) / 3;
    const length = Math.floor(((all.at(-1)?.to.getTime() ?? 0) - first.from.getTime()) / DAY);
    if (length === 0) return [];
    return able.slice(0, Math.round(here.length * share * whole)).flatMap(giver => {
      const day = random.below(length);
      const days = random.chance(TWICE) ? new Set([day, random.below(length)]) : new Set([day]);
      return [...days].map(n => ({ giver, at: new Date(first.from.getTime() + n * DAY + (540 + 30 * random.below(16)) * 60_000) }));
    }).filter(({ at }) => at < new Date(now.getTime() - DAY / 6));
  }
}
