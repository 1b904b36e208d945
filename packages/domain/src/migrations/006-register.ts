import { Statements } from './statements.ts';
import { tenantTable } from './tenant-table.ts';

/** Kin, consents, proxies, and to whom the register has shown what. */
export class Register extends Statements {
  protected override readonly statements = STATEMENTS;
}

const KEYS = `
     district_id integer not null,
     id uuid not null,
     resident_id uuid not null,`;
const keysOf = (table: string) => `
     constraint ${table}_pk primary key (district_id, id),
     constraint ${table}_resident_fk foreign key (district_id, resident_id) references resident (district_id, id)`;
const accountFk = (table: string, column: string) =>
  `constraint ${table}_${column.replace(/_id$/, '')}_fk foreign key (district_id, ${column}) references account (district_id, id)`;

const STATEMENTS = [
  `create table kin (${KEYS}
     relation text not null constraint kin_relation_known check (relation in ('PARENT', 'CHILD', 'SPOUSE', 'SIBLING', 'GUARDIAN', 'OTHER')),
     kin_id uuid,
     name text,
     phone_sealed text,
     recorded_at timestamptz not null,${keysOf('kin')},
     constraint kin_kin_fk foreign key (district_id, kin_id) references resident (district_id, id),
     constraint kin_once unique (district_id, resident_id, kin_id, relation),
     constraint kin_of_another check (kin_id <> resident_id),
     constraint kin_named check ((kin_id is null) = (name is not null)),
     constraint kin_written_once check (kin_id is null or relation <> 'CHILD')
   )`,
  'create index kin_resident on kin (district_id, resident_id)',
  'create index kin_other on kin (district_id, kin_id) where kin_id is not null',
  ...tenantTable('kin', 'insert, update, delete'),

  `create table consent (${KEYS}
     purpose text not null constraint consent_purpose_known check (purpose in ('SENSITIVE_DATA', 'CONTACT', 'PROXY', 'SHARING', 'PHOTOS')),
     version text not null,
     channel text not null constraint consent_channel_known check (channel in ('PAPER', 'SPOKEN', 'TELEPHONE', 'APP')),
     evidence text,
     given_at timestamptz not null,
     withdrawn_at timestamptz,
     recorded_by_id uuid,
     recorded_at timestamptz not null,${keysOf('consent')},
     ${accountFk('consent', 'recorded_by_id')},
     constraint consent_withdrawn_after check (withdrawn_at >= given_at)
   )`,
  'create index consent_resident on consent (district_id, resident_id)',
  ...tenantTable('consent', 'insert, update'),

  `create table proxy (${KEYS}
     holder_id uuid not null,
     relation text not null constraint proxy_relation_known check (relation in ('CHILD', 'SPOUSE', 'PARENT', 'SIBLING', 'GUARDIAN',
       'OTHER_KIN', 'VOLUNTEER', 'WORKER', 'OTHER')),
     consent_id uuid not null,
     valid_from timestamptz not null,
     valid_to timestamptz,${keysOf('proxy')},
     ${accountFk('proxy', 'holder_id')},
     constraint proxy_consent_fk foreign key (district_id, consent_id) references consent (district_id, id),
     constraint proxy_ends_after check (valid_to >= valid_from),
     constraint proxy_once exclude using gist (district_id with =, resident_id with =, holder_id with =, tstzrange(valid_from, valid_to) with &&)
   )`,
  'create index proxy_holder on proxy (district_id, holder_id)',
  ...tenantTable('proxy', 'insert, update'),

  `create table disclosure (${KEYS}
     account_id uuid not null,
     kind text not null constraint disclosure_kind_known check (kind in ('REVEAL', 'CALL')),
     fields text[] not null,
     purpose text not null,
     case_id uuid,
     at timestamptz not null,${keysOf('disclosure')},
     ${accountFk('disclosure', 'account_id')}
   )`,
  'create index disclosure_resident on disclosure (district_id, resident_id, at)',
  ...tenantTable('disclosure', 'insert'),

  `create table resident_call (${KEYS}
     account_id uuid not null,
     asked_at timestamptz not null,
     status text not null constraint resident_call_status_known check (status in ('ASKED', 'PLACED', 'FAILED')),
     attempts integer not null,
     ended_at timestamptz,${keysOf('resident_call')},
     ${accountFk('resident_call', 'account_id')}
   )`,
  'create index resident_call_resident on resident_call (district_id, resident_id, asked_at)',
  ...tenantTable('resident_call', 'insert, update'),
];
