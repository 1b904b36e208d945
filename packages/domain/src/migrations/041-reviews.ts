import { Statements } from './statements.ts';
import { tenantTable } from './tenant-table.ts';

/** Reviews of sealed quarters. */
export class Reviews extends Statements {
  protected override readonly statements = STATEMENTS;
}

const STATEMENTS = [
  `create table indicator_review (
     district_id integer not null,
     id uuid not null,
     place_id uuid not null,
     seal_id uuid not null,
     state text not null constraint indicator_review_state_known check (state in ('DRAFT', 'SIGNED')),
     begun_at timestamptz not null,
     begun_by_id uuid,
     signed_at timestamptz,
     signed_by_id uuid,
     constraint indicator_review_pk primary key (district_id, id),
     constraint indicator_review_once unique (district_id, seal_id),
     constraint indicator_review_place_fk foreign key (district_id, place_id) references place (district_id, id),
     constraint indicator_review_seal_fk foreign key (district_id, seal_id) references indicator_seal (district_id, id),
     constraint indicator_review_begun_by_fk foreign key (district_id, begun_by_id) references account (district_id, id),
     constraint indicator_review_signed_by_fk foreign key (district_id, signed_by_id) references account (district_id, id),
     constraint indicator_review_signed check ((state = 'SIGNED') = (signed_at is not null))
   )`,
  'create index indicator_review_place on indicator_review (district_id, place_id)',
  ...tenantTable('indicator_review', 'insert, update'),

  `create table review_item (
     district_id integer not null,
     id uuid not null,
     review_id uuid not null,
     kind text not null constraint review_item_kind_known check (kind in ('COMMENT', 'DECISION')),
     indicator text,
     place_id uuid,
     text text not null,
     due_on date,
     written_at timestamptz not null,
     written_by_id uuid,
     constraint review_item_pk primary key (district_id, id),
     constraint review_item_review_fk foreign key (district_id, review_id) references indicator_review (district_id, id),
     constraint review_item_place_fk foreign key (district_id, place_id) references place (district_id, id),
     constraint review_item_written_by_fk foreign key (district_id, written_by_id) references account (district_id, id)
   )`,
  'create index review_item_review on review_item (district_id, review_id)',
  ...tenantTable('review_item', 'insert, update, delete'),
];
