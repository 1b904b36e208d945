/**
 * Rights on graphile-worker's own schema, run after its migrations. Its tables have row-level security, so the
 * queue's role gets a policy on each; the application's writer may only add jobs, through one function.
 */
export const QUEUE_STATEMENTS = [
  'grant usage, create on schema graphile_worker to linli_queue',
  'grant all on all tables in schema graphile_worker to linli_queue',
  'grant all on all sequences in schema graphile_worker to linli_queue',
  'grant execute on all functions in schema graphile_worker to linli_queue',
  `do $$
   declare name text;
   begin
     for name in select relname from pg_class
       where relnamespace = 'graphile_worker'::regnamespace and relkind = 'r' and relrowsecurity
     loop
       execute format('drop policy if exists linli_queue on graphile_worker.%I', name);
       execute format('create policy linli_queue on graphile_worker.%I to linli_queue using (true) with check (true)', name);
     end loop;
   end $$`,
  // Called inside the write's transaction this is the outbox: the job exists exactly if the write was committed.
  // Whatever the payload says, the job is of the district in force.
  `create or replace function app.add_job(task text, payload json, run_at timestamptz, job_key text) returns void
     security definer set search_path = pg_catalog, pg_temp language sql
     as $$ select graphile_worker.add_job(task, (payload::jsonb || jsonb_build_object('districtId', app.current_district()))::json,
       run_at => run_at, job_key => job_key) $$`,
  'revoke all on function app.add_job from public',
  'grant execute on function app.add_job to linli_writer',
  'grant usage on schema app to linli_queue',
];
