import type { Past } from './past.ts';

/** Something to be done at a time. */
export interface Deed {
  readonly at: Date;
  readonly run: () => Promise<unknown>;
}

/** Does everything at its time, one after the other; what lies in the future is left out. */
export async function carryOut(past: Past, deeds: readonly Deed[]): Promise<void> {
  for (const { at, run } of deeds.toSorted((a, b) => a.at.getTime() - b.at.getTime())) if (past.goTo(at)) await run();
}
