/** Something that waits and the things it wants for itself: accounts, and its own name. */
export interface Wanting {
  readonly wants: readonly string[];
}

/** Together at most so many: enough to share what a unit costs, few enough that nobody waits long. */
export const MOST = 100;
/** For fewer than so many another unit costs more than it gains. */
const WORTHWHILE = 16;

/**
 * Parts what waits into batches that may run at the same time: no two want the same thing, nor one that is taken. Whatever wants the
 * same things goes in the order in which it waits, in one batch or in a later one.
 * @param taken what batches that run already want
 * @param most batches, when none runs already; otherwise those that may run beside
 */
export function batchesOf<W extends Wanting>(waiting: readonly W[], taken: ReadonlySet<string>, most: number): W[][] {
  const groups = independent(waiting, taken);
  const total = groups.reduce((sum, group) => sum + group.length, 0);
  if (most <= 0 || total === 0 || (taken.size > 0 && total < WORTHWHILE)) return [];
  const size = Math.min(MOST, Math.max(WORTHWHILE, Math.ceil(total / most)));
  const batches: W[][] = [[]];
  for (const group of groups) {
    const last = batches.at(-1) ?? [];
    if (last.length > 0 && last.length + group.length > size) batches.push(group.slice(0, MOST));
    else last.push(...group.slice(0, MOST));
  }
  return batches.slice(0, most);
}

/** What is free, in groups that want nothing of each other; each in the order in which it waits. */
function independent<W extends Wanting>(waiting: readonly W[], taken: ReadonlySet<string>): W[][] {
  const blocked = new Set(taken);
  const leads = new Map<string, string>(); // from each thing to another of its group; the last one leads nowhere
  const leader = (want: string): string => {
    let at = want;
    for (let next = leads.get(at); next !== undefined; next = leads.get(at)) at = next;
    if (at !== want) leads.set(want, at);
    return at;
  };
  const free = waiting.filter(({ wants }) => {
    if (wants.some(want => blocked.has(want))) {
      for (const want of wants) blocked.add(want); // what comes after it must not overtake it
      return false;
    }
    const [first = ''] = wants;
    for (const want of wants) {
      const [from, to] = [leader(want), leader(first)];
      if (from !== to) leads.set(from, to);
    }
    return true;
  });
  return [...Map.groupBy(free, ({ wants }) => leader(wants[0] ?? '')).values()];
}
