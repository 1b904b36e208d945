import { createHash } from 'node:crypto';
import { read, type Rows } from '../shared/read.ts';
import type { Transaction } from '../shared/transaction.ts';

/** Facts put into the chain in one transaction. */
const BATCH = 500;
/** What stands before the first link. */
export const ORIGIN = '0'.repeat(64);

interface Fact {
  readonly fact: 'TRANSFER' | 'RESOLUTION';
  readonly transferId: string;
  /** All that the fact says, always written the same way. */
  readonly text: string;
}

/** Each link's hash covers the one before, its number, and all that its fact says. */
export function linkHash(before: string, n: number, { fact, text }: Fact): string {
  return createHash('sha256').update(`${before}\n${n}\n${fact}\n${text}`).digest('hex');
}

const instant = (column: string) => `extract(epoch from ${column})::text`;

/** What a transfer, or its resolution, and the entries that came of it say. Columns by name: a later column changes no hash. */
const TEXT = `case f.fact
    when 'TRANSFER' then (select jsonb_build_array(t.id, t.unit, t.kind, t.client, t.key, t.pending, ${instant('t.expires_at')}, t.reverses_id, t.place_id,
      t.subject_kind, t.subject_id, ${instant('t.occurred_at')}, ${instant('t.recorded_at')}, t.performer_id)
      from ledger_transfer t where t.district_id = $1 and t.id = f.transfer_id)
    else (select jsonb_build_array(r.transfer_id, r.outcome, ${instant('r.at')}, r.performer_id)
      from ledger_resolution r where r.district_id = $1 and r.transfer_id = f.transfer_id) end as head,
  (select jsonb_agg(jsonb_build_array(p.n, p.unit, p.source_id, p.destination_id, p.amount) order by p.n)
    from ledger_posting p where p.district_id = $1 and p.transfer_id = f.transfer_id) as postings,
  (select jsonb_agg(jsonb_build_array(e.id, e.account_id, e.version, e.posting, e.unit, e.owner_kind, e.kind, e.place_id, e.amount, e.balance_before,
      e.balance_after, ${instant('e.occurred_at')}, ${instant('e.recorded_at')}) order by e.posting, e.amount)
    from ledger_entry e join ledger_transfer t on t.district_id = $1 and t.id = e.transfer_id
    where e.district_id = $1 and e.transfer_id = f.transfer_id and t.pending = (f.fact = 'RESOLUTION')) as entries`;

const texts = (facts: string) => `select f.*, coalesce(x.head::text, 'gone') || coalesce(x.postings::text, '') || coalesce(x.entries::text, '') as text
  from (${facts}) f cross join lateral (select ${TEXT}) x`;

/** Takes facts that wait, the oldest first; they are the caller's until its transaction ends. */
const taken = read<Fact & { id: string }, [number]>('ledger_chain_take',
  `with gone as (delete from ledger_unchained where district_id = $1 and id in (
     select id from ledger_unchained where district_id = $1 order by id limit $2) returning id, fact, transfer_id)
   ${texts('select id, fact, transfer_id from gone').replace('f.*', 'f.id, f.fact, f.transfer_id as "transferId"')} order by f.id`);

/**
 * Puts facts that wait into the district's chain, by whoever holds its head; the others pass on.
 * @returns how many; {@link BATCH} when there may be more
 */
export async function chainFacts(tx: Transaction): Promise<number> {
  await tx.execute('/* ledger_chain_begin */ insert into ledger_chain (district_id, n, hash) values ($1, 0, $2) on conflict (district_id) do nothing',
    tx.districtId, ORIGIN);
  const [head] = await tx.execute<{ n: number; hash: string }>(
    '/* ledger_chain_head */ select n::float8 as n, hash from ledger_chain where district_id = $1 for update skip locked', tx.districtId);
  if (!head) return 0;
  let { n, hash } = head;
  const links = (await tx.rows(taken, BATCH)).map(fact => {
    n += 1;
    hash = linkHash(hash, n, fact);
    return { n, hash, ...fact };
  });
  if (links.length === 0) return 0;
  await tx.execute(
    `/* ledger_chain_link */ insert into ledger_link (district_id, at, n, fact, transfer_id, hash)
     select $1, $2, * from unnest($3::bigint[], $4::text[], $5::uuid[], $6::text[])`,
    tx.districtId, tx.at, links.map(link => link.n), links.map(link => link.fact), links.map(link => link.transferId), links.map(link => link.hash));
  await tx.execute('/* ledger_chain_move */ update ledger_chain set n = $2, hash = $3 where district_id = $1', tx.districtId, n, hash);
  return links.length;
}

/** Whether {@link chainFacts} may find more at once. */
export function isWhole(batch: number): boolean {
  return batch === BATCH;
}

/** Publishes the head as it stands, once a day. */
export async function publishHead(tx: Transaction, day: string): Promise<void> {
  await tx.execute(
    `/* ledger_head_publish */ insert into ledger_head (district_id, day, n, hash, at)
     select district_id, $2::date, n, hash, $3 from ledger_chain where district_id = $1 on conflict (district_id, day) do nothing`,
    tx.districtId, day, tx.at);
}

const links = read<Fact & { n: number; hash: string }, [number, number]>('ledger_links',
  `${texts('select n, fact, transfer_id, hash from ledger_link where district_id = $1 and n > $2 order by n limit $3')
    .replace('f.*', 'f.n::float8 as n, f.fact, f.transfer_id as "transferId", f.hash')} order by f.n`);

const head = read<{ n: number; hash: string }>('ledger_head_now', 'select n::float8 as n, hash from ledger_chain where district_id = $1');

/** Heads that were published, as others may have kept them. */
export const publishedHeads = read<{ day: string; n: number; hash: string }>('ledger_heads',
  'select day::text as day, n::float8 as n, hash from ledger_head where district_id = $1 order by day');

/** Facts that are in the book and neither in the chain nor waiting for it, and such as wait and are not in the book. */
const loose = read<{ wrong: string }>('ledger_chain_loose',
  `with fact as (
     select 'TRANSFER' as fact, id as transfer_id from ledger_transfer where district_id = $1
     union all select 'RESOLUTION', transfer_id from ledger_resolution where district_id = $1),
   known as (
     select fact, transfer_id from ledger_link where district_id = $1 union all select fact, transfer_id from ledger_unchained where district_id = $1)
   select lower(coalesce(f.fact, k.fact)) || ' ' || coalesce(f.transfer_id, k.transfer_id)
     || case when f.fact is null then ': it is gone from the book' else ': it never came through the book' end as wrong
   from fact f full join known k on k.fact = f.fact and k.transfer_id = f.transfer_id where f.fact is null or k.fact is null`);

/**
 * One line for everything that shows that somebody touched the book: what was changed, left out, slipped in, put in another
 * order or cut off. @param kept heads that others have kept, beside those that were published here
 */
export async function verifyChain(from: Rows, kept: readonly { n: number; hash: string }[] = [], page = 5_000): Promise<string[]> {
  const wrong = (await from.rows(loose)).map(line => line.wrong);
  const expected = new Map([...(await from.rows(publishedHeads)), ...kept].map(({ n, hash }) => [n, hash]));
  let [n, hash] = [0, ORIGIN];
  for (;;) {
    const next = await from.rows(links, n, page);
    for (const link of next) {
      const right = linkHash(hash, n + 1, link);
      if (link.n !== n + 1) wrong.push(`link ${n + 1} is missing`);
      else if (link.hash !== right) wrong.push(`link ${link.n}, ${link.fact.toLowerCase()} ${link.transferId}: it is not what it was`);
      [n, hash] = [link.n, link.hash]; // as it stands: one fault is one line
      if ((expected.get(n) ?? hash) !== hash) wrong.push(`link ${n} is not the head that was published`);
      expected.delete(n);
    }
    if (next.length < page) break;
  }
  for (const missing of expected.keys()) if (missing > 0) wrong.push(`link ${missing}, which was published, is gone`);
  const [now] = await from.rows(head);
  if (now && (now.n !== n || now.hash !== hash)) wrong.push(`the chain ends at link ${n}, its head says ${now.n}`);
  return wrong;
}
