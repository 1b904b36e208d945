import { monthsSince, type DemoTime } from '../months.ts';
import type { Change, StreetTrend } from '../layout.ts';
import type { Random } from '../random.ts';

/** The figures of a street that follow its trend. */
export type Figure = 'responseHours' | 'satisfied' | 'onTime' | 'resolved';

/** Cases over which a figure that strayed is brought back. */
const PATIENCE = 25;
/** How much a month may lie beside the trend; three months together lie on it. */
const UNREST: Readonly<Record<Figure, number>> = { responseHours: 0.05, satisfied: 0.02, onTime: 0.015, resolved: 0.02 };
/** What a community of skill 1 does better: as a factor for hours, as points for shares. */
const SKILL: Readonly<Record<Figure, number>> = { responseHours: -0.16, satisfied: 0.035, onTime: 0.03, resolved: 0.035 };
/** The first quarter sees no late responses to what came before it, which would have made its mean longer. */
const BEFORE_THE_BEGINNING = 1.025;

/**
 * How a street's figures go over the months. Single cases vary at random, and communities by their skill; what has
 * strayed from the trend is owed, and slightly shifts the odds of the cases that follow, so that the street's figure of
 * any quarter comes out as its trend says.
 */
export class Course {
  readonly #trend: StreetTrend;
  readonly #time: DemoTime;
  readonly #unrest: Readonly<Record<Figure, readonly number[]>>;
  readonly #owed: Record<Figure, number> = { responseHours: 0, satisfied: 0, onTime: 0, resolved: 0 };

  constructor(random: Random, trend: StreetTrend, time: DemoTime) {
    this.#trend = trend;
    this.#time = time;
    const quarter = () => {
      const [a, b] = [random.between(-1, 1), random.between(-0.5, 0.5)];
      return [a, b - a / 2, -b - a / 2];
    };
    const unrest = () => time.months.flatMap((_, n) => (n % 3 === 0 ? quarter() : []));
    this.#unrest = { responseHours: unrest(), satisfied: unrest(), onTime: unrest(), resolved: unrest() };
  }

  /** What the figure should be for what happens at a time. */
  target(figure: Figure, at: Date): number {
    const position = monthsSince(this.#time, at);
    const unrest = UNREST[figure] * (this.#unrest[figure][Math.floor(position)] ?? 0);
    const [first, last] = this.#trend[figure];
    if (figure !== 'responseHours') return level([first, last], position) + unrest;
    return level([first * BEFORE_THE_BEGINNING, last], position) * (1 + unrest);
  }

  /** The odds of a good ending. @param by further points for this case */
  chance(figure: Exclude<Figure, 'responseHours'>, at: Date, skill: number, by = 0): number {
    const chance = this.target(figure, at) + SKILL[figure] * skill + by + this.#owed[figure] / PATIENCE;
    return Math.min(0.99, Math.max(0.02, chance));
  }

  /** Mean hours to the first response. */
  hours(at: Date, skill: number): number {
    const target = this.target('responseHours', at);
    const owed = this.#owed.responseHours / (PATIENCE * target);
    return target * Math.exp(SKILL.responseHours * skill) * Math.min(1.8, Math.max(0.4, 1 + owed));
  }

  /** Takes account of how it turned out. */
  happened(figure: Figure, at: Date, actual: number): void {
    this.#owed[figure] += this.target(figure, at) - actual;
  }
}

/** The first value in the first quarter, the last one in the last quarter and after, smoothly in between. */
function level([first, last]: Change, months: number): number {
  const way = Math.min(1, Math.max(0, (months - 3) / 18));
  return first + (last - first) * way * way * (3 - 2 * way);
}
