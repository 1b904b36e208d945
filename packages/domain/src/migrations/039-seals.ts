import { Statements } from './statements.ts';
import { tenantTable } from './tenant-table.ts';

/** Figures of closed periods, sealed. */
export class Seals extends Statements {
  protected override readonly statements = STATEMENTS;
}

const STATEMENTS = [
  `create table indicator_seal (
     district_id integer not null,
     id uuid not null,
     place_id uuid not null,
     period_kind text not null constraint indicator_seal_kind_known check (period_kind in ('DAY', 'WEEK', 'MONTH', 'QUARTER', 'YEAR')),
     from_day date not null,
     to_day date not null,
     corrects_id uuid,
     revision double precision not null,
     definitions text not null,
     comment text not null,
     sealed_at timestamptz not null,
     sealed_by_id uuid,
     digest text not null constraint indicator_seal_digest_form check (digest ~ '^[0-9a-f]{64}$'),
     constraint indicator_seal_pk primary key (district_id, id),
     constraint indicator_seal_place_fk foreign key (district_id, place_id) references place (district_id, id),
     constraint indicator_seal_corrects_fk foreign key (district_id, corrects_id) references indicator_seal (district_id, id),
     constraint indicator_seal_sealed_by_fk foreign key (district_id, sealed_by_id) references account (district_id, id),
     constraint indicator_seal_corrected_once unique (district_id, corrects_id)
   )`,
  'create unique index indicator_seal_once on indicator_seal (district_id, place_id, period_kind, from_day) where corrects_id is null',
  ...tenantTable('indicator_seal', 'insert'),

  `create table sealed_figure (
     district_id integer not null,
     id uuid not null,
     seal_id uuid not null,
     place_id uuid not null,
     indicator text not null,
     version integer not null,
     numerator double precision not null,
     denominator double precision,
     value double precision,
     constraint sealed_figure_pk primary key (district_id, id),
     constraint sealed_figure_once unique (district_id, seal_id, place_id, indicator),
     constraint sealed_figure_seal_fk foreign key (district_id, seal_id) references indicator_seal (district_id, id),
     constraint sealed_figure_place_fk foreign key (district_id, place_id) references place (district_id, id)
   )`,
  ...tenantTable('sealed_figure', 'insert'),
];
