/** Where a case stands. */
export const CASE_STATUSES = [
  'RECEIVED', 'ACCEPTED', 'ASSIGNED', 'IN_PROGRESS', 'SUSPENDED', 'HANDLED', 'CLOSED', 'REJECTED', 'MERGED',
] as const;
export type CaseStatus = (typeof CASE_STATUSES)[number];

/** States in which somebody still has to do something. */
export const OPEN_STATUSES = ['RECEIVED', 'ACCEPTED', 'ASSIGNED', 'IN_PROGRESS', 'SUSPENDED'] as const satisfies readonly CaseStatus[];

/** Whether somebody still has to do something. */
export function isOpen(status: CaseStatus): boolean {
  return (OPEN_STATUSES as readonly CaseStatus[]).includes(status);
}

/**
 * Who may make a move:
 * ADMIN an admin of the community or of a place above it · GRID the grid's worker · ASSIGNEE who has it ·
 * CO_HANDLER who assists with it · REQUESTER whose matter it is · NOT_HANDLER anyone who works there, but never who handled it.
 */
export type MoveBy = 'ADMIN' | 'GRID' | 'ASSIGNEE' | 'CO_HANDLER' | 'REQUESTER' | 'NOT_HANDLER';

export interface CaseMove {
  readonly from: readonly CaseStatus[];
  /** The state afterwards; SAME leaves it as it is. */
  readonly to: CaseStatus | 'SAME';
  readonly by: readonly MoveBy[];
}

/** The one transition table. Policies, entity, API and tests all read it. */
export const CASE_MOVES = {
  accept: { from: ['RECEIVED'], to: 'ACCEPTED', by: ['ADMIN', 'GRID'] },
  reject: { from: ['RECEIVED'], to: 'REJECTED', by: ['ADMIN'] },
  merge: { from: ['RECEIVED', 'ACCEPTED'], to: 'MERGED', by: ['ADMIN'] },
  assign: { from: ['ACCEPTED', 'ASSIGNED'], to: 'ASSIGNED', by: ['ADMIN'] },
  return: { from: ['ASSIGNED'], to: 'ACCEPTED', by: ['ASSIGNEE'] },
  start: { from: ['ASSIGNED'], to: 'IN_PROGRESS', by: ['ASSIGNEE'] },
  suspend: { from: ['IN_PROGRESS'], to: 'SUSPENDED', by: ['ASSIGNEE'] },
  resume: { from: ['SUSPENDED'], to: 'IN_PROGRESS', by: ['ASSIGNEE'] },
  extend: { from: OPEN_STATUSES, to: 'SAME', by: ['ASSIGNEE'] },
  handle: { from: ['IN_PROGRESS'], to: 'HANDLED', by: ['ASSIGNEE'] },
  handleOnSpot: { from: ['RECEIVED', 'ACCEPTED'], to: 'HANDLED', by: ['GRID'] },
  followUp: { from: ['HANDLED'], to: 'SAME', by: ['NOT_HANDLER', 'REQUESTER'] },
  addNote: { from: OPEN_STATUSES, to: 'SAME', by: ['ADMIN', 'GRID', 'ASSIGNEE', 'CO_HANDLER'] },
  close: { from: ['HANDLED'], to: 'CLOSED', by: ['ADMIN'] },
  reopen: { from: ['HANDLED', 'CLOSED'], to: 'ASSIGNED', by: ['ADMIN', 'REQUESTER'] },
  rate: { from: ['HANDLED', 'CLOSED'], to: 'SAME', by: ['REQUESTER'] },
} as const satisfies Record<string, CaseMove>;

export type CaseMoveName = keyof typeof CASE_MOVES;
export const CASE_MOVE_NAMES = Object.keys(CASE_MOVES) as CaseMoveName[];

/** The states a move may start from. */
export function startsFrom(move: CaseMoveName): readonly CaseStatus[] {
  return CASE_MOVES[move].from;
}

/** How a matter ended, apart from where the case stands. "Closed" is not "resolved". */
export const CASE_OUTCOMES = ['RESOLVED', 'PARTLY', 'EXPLAINED', 'UNABLE', 'NOT_RESPONSIBLE', 'DUPLICATE'] as const;
export type CaseOutcome = (typeof CASE_OUTCOMES)[number];

/** What kind of matter it is: 咨询, 求助, 投诉, 举报, 建议. */
export const CASE_KINDS = ['INQUIRY', 'HELP', 'COMPLAINT', 'REPORT', 'SUGGESTION'] as const;
export type CaseKind = (typeof CASE_KINDS)[number];

export const CASE_URGENCIES = ['ORDINARY', 'URGENT', 'EMERGENCY'] as const;
export type CaseUrgency = (typeof CASE_URGENCIES)[number];

/** How a matter came in. */
export const CASE_CHANNELS = ['APP', 'WINDOW', 'TELEPHONE', 'HOTLINE', 'VISIT', 'PATROL'] as const;
export type CaseChannel = (typeof CASE_CHANNELS)[number];

/** Whose word a follow-up rests on. */
export const FOLLOW_UP_SOURCES = ['RESIDENT', 'CALL_BACK', 'VISIT'] as const;
export type FollowUpSource = (typeof FOLLOW_UP_SOURCES)[number];
