import { Statements } from './statements.ts';
import { tenantTable } from './tenant-table.ts';

/** Leaderboards of points: whether a district keeps them, and who wishes to stand on them. */
export class Leaderboards extends Statements {
  protected override readonly statements = STATEMENTS;
}

const STATEMENTS = [
  'alter table points_scheme add column leaderboards boolean not null default false',
  `create table leaderboard_member (
     district_id integer not null,
     id uuid not null,
     owner_kind text not null constraint leaderboard_member_owner_known check (owner_kind in ('RESIDENT', 'HOUSEHOLD')),
     owner_id uuid not null,
     joined_at timestamptz not null,
     left_at timestamptz,
     constraint leaderboard_member_pk primary key (district_id, id),
     constraint leaderboard_member_once unique (district_id, owner_kind, owner_id)
   )`,
  ...tenantTable('leaderboard_member', 'insert, update'),
];
