/**
 * What DOMAIN says of a service case, written out a second time, from its words and not from the code:
 * move | from → to | by
 */
const RULES = `
  accept       | RECEIVED → ACCEPTED                                              | admin, grid worker
  reject       | RECEIVED → REJECTED                                              | admin
  merge        | RECEIVED, ACCEPTED → MERGED                                      | admin
  assign       | ACCEPTED, ASSIGNED → ASSIGNED                                    | admin
  return       | ASSIGNED → ACCEPTED                                              | assignee
  start        | ASSIGNED → IN_PROGRESS                                           | assignee
  suspend      | IN_PROGRESS → SUSPENDED                                          | assignee
  resume       | SUSPENDED → IN_PROGRESS                                          | assignee
  extend       | RECEIVED, ACCEPTED, ASSIGNED, IN_PROGRESS, SUSPENDED → stays     | assignee
  handle       | IN_PROGRESS → HANDLED                                            | assignee
  handleOnSpot | RECEIVED, ACCEPTED → HANDLED                                     | grid worker
  followUp     | HANDLED → stays                                                  | staff but the handler, requester but the handler
  addNote      | RECEIVED, ACCEPTED, ASSIGNED, IN_PROGRESS, SUSPENDED → stays     | admin, grid worker, assignee, co-handler
  close        | HANDLED → CLOSED                                                 | admin
  reopen       | HANDLED, CLOSED → ASSIGNED                                       | requester, admin
  rate         | HANDLED, CLOSED → stays                                          | requester
`;

export type Group = 'admin' | 'grid worker' | 'assignee' | 'co-handler' | 'requester' | 'staff but the handler' | 'requester but the handler';

/** One line of the table; `to` is a state, or `stays`. */
export interface CaseRule {
  readonly from: readonly string[];
  readonly to: string;
  readonly by: readonly string[];
}

/** The table by move. */
export const CASE_TABLE = new Map<string, CaseRule>(RULES.trim().split('\n').map(line => {
  const [move = '', way = '', by = ''] = line.split('|').map(part => part.trim());
  const [from = '', to = ''] = way.split('→').map(part => part.trim());
  return [move, { from: from.split(', '), to, by: by.split(', ') }];
}));

export function ruleOf(move: string): CaseRule {
  const rule = CASE_TABLE.get(move);
  if (!rule) throw new Error(`The table does not name ${move}.`);
  return rule;
}
