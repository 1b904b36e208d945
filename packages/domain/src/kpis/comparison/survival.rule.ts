/** How long so many things lasted, or have lasted so far. */
export interface Lasted {
  readonly minutes: number;
  /** False of what goes on: all that is known is that it lasts longer. */
  readonly ended: boolean;
  readonly n: number;
}

/** From a moment on, the share that lasts longer. */
export interface SurvivalStep {
  readonly minutes: number;
  readonly share: number;
}

/** What lasts how long, by Kaplan and Meier (1958): what goes on counts for as long as it is known to. */
export function survival(lasted: readonly Lasted[]): SurvivalStep[] {
  const steps: SurvivalStep[] = [];
  let [share, left] = [1, lasted.reduce((sum, { n }) => sum + n, 0)];
  for (const [minutes, at] of [...Map.groupBy(lasted, each => each.minutes)].toSorted(([a], [b]) => a - b)) {
    const ended = at.reduce((sum, each) => sum + (each.ended ? each.n : 0), 0);
    if (ended > 0) {
      share *= 1 - ended / left;
      steps.push({ minutes, share });
    }
    left -= at.reduce((sum, { n }) => sum + n, 0);
  }
  return steps;
}

/** Products of shares come a little to one side of a half or the other. */
const ROUNDING = 1e-12;

/** What half of them last at most; null while more than half may go on for longer than is known. */
export function medianOf(lasted: readonly Lasted[]): number | null {
  return survival(lasted).find(({ share }) => share <= 0.5 + ROUNDING)?.minutes ?? null;
}
