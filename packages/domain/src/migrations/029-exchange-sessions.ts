import { Statements } from './statements.ts';

/** Several volunteers who serve together: one service each, in one session. */
export class ExchangeSessions extends Statements {
  protected override readonly statements = STATEMENTS;
}

const STATEMENTS = [
  'alter table exchange add column session_id uuid',
  'create index exchange_session on exchange (district_id, session_id) where session_id is not null',
];
