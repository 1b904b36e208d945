import { Migration } from '@mikro-orm/migrations';

/** Several volunteers who serve together: one service each, in one session. */
export class ExchangeSessions extends Migration {
  override up(): void {
    for (const statement of STATEMENTS) this.addSql(statement);
  }
}

const STATEMENTS = [
  'alter table exchange add column session_id uuid',
  'create index exchange_session on exchange (district_id, session_id) where session_id is not null',
];
