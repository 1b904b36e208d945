import type { CaseChangedSubscription, CaseFieldsFragment, CaseMove, CaseStatus } from '../generated/documents.ts';

export type Matter = CaseFieldsFragment;
type Change = CaseChangedSubscription['caseChanged'][number];

/** Still to do something about: to be handled, or to be closed. */
export const LISTED = ['RECEIVED', 'ACCEPTED', 'ASSIGNED', 'IN_PROGRESS', 'SUSPENDED', 'HANDLED'] as const satisfies readonly CaseStatus[];

/** Something that a case was seen to do. */
export interface News {
  readonly key: string;
  readonly at: number;
  readonly matter: Matter;
  readonly moves: readonly CaseMove[];
}

export interface Cases {
  /** The latest received first. */
  readonly matters: readonly Matter[];
  readonly total: number;
  /** The latest first. */
  readonly news: readonly News[];
}

const MOST_NEWS = 6;

/** Puts a case as it is now into the list; one that is done stays where it was, so that one sees what became of it. */
export function withMatter(cases: Cases, matter: Matter): Cases {
  const { matters, total } = cases;
  if (matters.some(each => each.id === matter.id)) return { ...cases, matters: matters.map(each => (each.id === matter.id ? matter : each)) };
  const [latest] = matters;
  if (!isListed(matter) || (latest && matter.receivedAt < latest.receivedAt)) return cases;
  return { ...cases, matters: [matter, ...matters], total: total + 1 };
}

export function withChanges(cases: Cases, changes: readonly Change[], at: number): Cases {
  const news = changes.map(({ case: matter, moves }): News => ({ key: `${matter.id} ${at}`, at, matter, moves }));
  const known = changes.reduce((soFar, { case: matter }) => withMatter(soFar, matter), cases);
  return { ...known, news: [...news.toReversed(), ...cases.news].slice(0, MOST_NEWS) };
}

function isListed({ status }: Matter): boolean {
  return (LISTED as readonly CaseStatus[]).includes(status);
}
