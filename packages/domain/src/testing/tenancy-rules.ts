/**
 * The tenancy rules as questions to the catalogue of a database: each answers with one line for every breach.
 * `tenant` stands for all tables but those named here.
 */

/** Tables that are no tenant's, each with its reason. */
export const NO_TENANTS = {
  district: 'the list of tenants',
  kpi_measure: 'a catalogue: the numbers of the measures',
  installation: 'a catalogue of one row: the epoch of the transaction numbers',
  sign_in_limit: 'local: counts attempts before anybody is known',
  linli_migration: 'the migrator\'s own',
} as const;

/** Tables whose rows stay as they were written. */
export const INSERT_ONLY = [
  'audit_entry', 'case_step', 'exchange_step', 'service_certificate', 'playbook_version', 'disclosure', 'place_successor', 'ledger_transfer', 'ledger_posting', 'ledger_resolution', 'ledger_entry', 'ledger_lot_use', 'ledger_link', 'ledger_head', 'points_expiry_notice',
  'questionnaire_version', 'survey_ticket', 'survey_code', 'indicator_seal', 'sealed_figure', 'digital_need',
];

export interface TenancyRule {
  readonly says: string;
  /** Selects `breach`. `$1`: the tables in {@link NO_TENANTS}; `$2`: the tables that indicators are counted from; `$3`: the application's roles. */
  readonly breaches: string;
}

const TENANT = `tenant as (
  select c.oid, c.relname::text as name, d.attnum, d.atttypid, d.attnotnull, c.relrowsecurity, c.relforcerowsecurity
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  left join pg_attribute d on d.attrelid = c.oid and d.attname = 'district_id' and not d.attisdropped
  where c.relkind in ('r', 'p') and n.nspname not in ('pg_catalog', 'information_schema', 'graphile_worker')
    and n.nspname not like 'pg_%' and c.relname <> all ($1::text[]))`;

const rule = (says: string, sql: string): TenancyRule => ({
  says, breaches: `with ${TENANT}, tracked as (select unnest($2::text[]) as name), role as (select unnest($3::text[])) ${sql}`,
});

export const TENANCY_RULES: readonly TenancyRule[] = [
  rule('1. every tenant table has district_id integer not null',
    `select name || ' has no district_id integer not null' as breach from tenant
     where attnum is null or atttypid <> 'integer'::regtype or not attnotnull`),
  rule('1. district_id is first in the primary key',
    `select name || ': district_id is not first in the primary key' as breach from tenant
     where not exists (select from pg_index i where i.indrelid = tenant.oid and i.indisprimary and i.indkey[0] = tenant.attnum)`),
  rule('2. every unique index and exclusion includes district_id',
    `select i.indexrelid::regclass || ' may clash across districts' as breach
     from tenant join pg_index i on i.indrelid = tenant.oid and (i.indisunique or i.indisexclusion)
     where not exists (
       select from generate_series(0, i.indnkeyatts - 1) k
       where i.indkey[k] = tenant.attnum and (not i.indisexclusion or exists (
         select from pg_constraint e join pg_operator o on o.oid = e.conexclop[k + 1]
         where e.conindid = i.indexrelid and e.contype = 'x' and o.oprname = '=')))`),
  rule('3. foreign keys between tenant tables are composite, district_id first on both sides',
    `select f.conname || ' does not keep to its district' as breach
     from pg_constraint f join tenant child on child.oid = f.conrelid join tenant parent on parent.oid = f.confrelid
     where f.contype = 'f' and (f.conkey[1] is distinct from child.attnum or f.confkey[1] is distinct from parent.attnum)`),
  rule('3. no foreign key sets null or a default, or acts on updates',
    `select f.conname || ' acts by itself' as breach from pg_constraint f join tenant on tenant.oid = f.conrelid
     where f.contype = 'f' and (f.confdeltype in ('n', 'd') or f.confupdtype <> 'a')`),
  rule('3. no cascade into a tracked table',
    `select f.conname || ' deletes what is counted' as breach from pg_constraint f join tenant on tenant.oid = f.conrelid
     join tracked on tracked.name = tenant.name where f.contype = 'f' and f.confdeltype = 'c'`),
  rule('4. no foreign key between tenant tables and others, but to the list of districts and catalogues',
    `select f.conname || ' ties a tenant table to a local one' as breach from pg_constraint f
     where f.contype = 'f' and (
       (f.confrelid in (select oid from tenant) and f.conrelid not in (select oid from tenant))
       or (f.conrelid in (select oid from tenant) and f.confrelid not in (select oid from tenant)
           and f.confrelid <> all (array['district', 'kpi_measure']::regclass[])))`),
  rule('5. no triggers and no rules',
    `select tgrelid::regclass || ' has the trigger ' || tgname as breach from pg_trigger
     where not tgisinternal and tgrelid in (select oid from tenant)
     union all select ev_class::regclass || ' has the rule ' || rulename from pg_rewrite
     where rulename <> '_RETURN' and ev_class in (select oid from tenant)
     union all select 'event trigger ' || evtname from pg_event_trigger`),
  rule('6. row-level security is enabled and forced',
    `select name || ' does not enforce row-level security' as breach from tenant where not (relrowsecurity and relforcerowsecurity)`),
  rule('6. exactly one policy, for everybody and everything, using and checking the district',
    `select name || ': ' || coalesce(p.policies, 'no policy') as breach from tenant left join lateral (
       select string_agg(format('%s %s %s using %s check %s', polpermissive, polroles, polcmd, pg_get_expr(polqual, polrelid),
         pg_get_expr(polwithcheck, polrelid)), ' and ') as policies
       from pg_policy where polrelid = tenant.oid) p on true
     where p.policies is distinct from
       't {0} * using (district_id = app.current_district()) check (district_id = app.current_district())'`),
  rule('6. the district in force is read strictly: absent is an error',
    `select 'app.current_district: ' || prosrc as breach from pg_proc where oid = 'app.current_district()'::regprocedure
     and (btrim(prosrc) <> 'select current_setting(''app.district_id'')::integer' or provolatile <> 's' or prosecdef)`),
  rule('6. nothing reads with its owner\'s rights: no views, no such functions but app.add_job',
    `select c.oid::regclass || ' is a view' as breach from pg_class c
     where c.relkind in ('v', 'm', 'f') and c.relnamespace in ('public'::regnamespace, 'app'::regnamespace)
     union all select p.oid::regprocedure || ' runs as its owner' from pg_proc p
     where p.prosecdef and p.pronamespace::regnamespace::text in ('public', 'app') and p.oid::regproc::text <> 'app.add_job'`),
  rule('6. the roles own nothing, are no superusers, and neither bypass row-level security nor make roles or databases',
    `select rolname || ' has too much power' as breach from pg_roles
     where rolname = any ($3::text[]) and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication)
     union all select member::regrole || ' is also ' || roleid::regrole from pg_auth_members where member::regrole::text = any ($3::text[])
     union all select refobjid::regrole || ' owns ' || pg_describe_object(classid, objid, 0) from pg_shdepend
     where deptype = 'o' and refclassid = 'pg_authid'::regclass and refobjid::regrole::text = any ($3::text[])
       and dbid = (select oid from pg_database where datname = current_database())`),
  rule('6. the roles create nothing; the queue alone may, in its own schema',
    `select rolname || ' may create in ' || nspname as breach from pg_roles, pg_namespace
     where rolname = any ($3::text[]) and has_schema_privilege(rolname, pg_namespace.oid, 'create')
       and (rolname, nspname) <> ('linli_queue', 'graphile_worker')
     union all select rolname || ' may create in the database' from pg_roles
     where rolname = any ($3::text[]) and has_database_privilege(rolname, current_database(), 'create')`),
];

/** What each role may do with each table, as `role table: PRIVILEGE, …`, nothing left out; `$1`: the roles. */
export const PRIVILEGES = `
  select r.rolname || ' ' || c.relname || ': ' || string_agg(p.name, ', ' order by p.at) as line
  from pg_roles r, pg_class c, unnest(array['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER']) with ordinality p (name, at)
  where r.rolname = any ($1::text[]) and c.relkind in ('r', 'p', 'v', 'm') and c.relnamespace in ('public'::regnamespace, 'app'::regnamespace)
    and (has_table_privilege(r.oid, c.oid, p.name)
      or (p.name in ('SELECT', 'INSERT', 'UPDATE', 'REFERENCES') and has_any_column_privilege(r.oid, c.oid, p.name)))
  group by r.rolname, c.relname order by 1`;
