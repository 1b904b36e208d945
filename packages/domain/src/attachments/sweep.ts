import { system } from '../shared/performer.ts';
import type { Transaction } from '../shared/transaction.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import { Attachment } from './attachment.entity.ts';
import { attachmentsForsaken, attachmentsKept, attachmentsOrphaned } from './attachments.read.ts';
import { incomingId, incomingKey, prefixOf } from './keys.ts';
import type { RecordKind } from './records.ts';
import type { Storage } from './storage.ts';

/** What is younger may still be on its way: a file whose row is about to be written, a row whose file is being sent. */
const GRACE_MS = 86_400_000;
/** Rows, and files, that one sweep removes of a district; the next goes on. */
const MOST = 1_000;
/** Files that are looked up at once. */
const BATCH = 500;

/** What a sweep removed. */
export interface Swept {
  readonly rows: number;
  readonly files: number;
}

/**
 * Removes what belongs to nothing and is over a day old: attachments that were never completed, those of records that
 * are gone, and files that no attachment names, which a process leaves behind that is killed between storage and database.
 */
export async function sweep(
  { unit, storage, kinds }: { readonly unit: UnitOfWork; readonly storage: Storage; readonly kinds: readonly RecordKind[] }, districtId: number,
): Promise<Swept> {
  const before = new Date(unit.clock.now().getTime() - GRACE_MS);
  const rows = await unit.of(system(districtId), 'attachment.sweep', tx => sweepRows(tx, kinds, before));
  let files = 0;
  for await (const keys of batchesOf(oldKeys(storage, districtId, before))) {
    const kept = await unit.of(system(districtId), 'attachment.sweep', tx => keptOf(tx, keys));
    for (const key of keys.filter(each => !kept.has(each)).slice(0, MOST - files)) {
      await storage.remove(key);
      files += 1;
    }
    if (files >= MOST) break;
  }
  return { rows, files };
}

async function sweepRows(tx: Transaction, kinds: readonly RecordKind[], before: Date): Promise<number> {
  const forsaken = (await tx.rows(attachmentsForsaken, before, MOST)).map(({ id }) => id);
  const orphaned = new Set<string>();
  for (const kind of kinds) for (const { id } of await tx.rows(attachmentsOrphaned(kind), before, MOST)) orphaned.add(id);
  const ids = [...forsaken, ...orphaned].slice(0, MOST);
  const locked = await tx.getAll(Attachment, { id: { $in: ids } });
  const doomed = locked.filter(({ id, state }) => orphaned.has(id) || state === 'PENDING'); // some may have been completed just now
  for (const row of doomed) await tx.remove(row);
  return doomed.length;
}

/** Those of some keys that an attachment names, or awaits. */
async function keptOf(tx: Transaction, keys: readonly string[]): Promise<Set<string>> {
  const awaited = keys.map(incomingId).filter(id => id !== null);
  const rows = await tx.rows(attachmentsKept, [...keys], awaited);
  return new Set(rows.map(({ key, awaitedId }) => key ?? incomingKey({ districtId: tx.districtId, id: awaitedId ?? '' })));
}

async function* oldKeys(storage: Storage, districtId: number, before: Date): AsyncGenerator<string> {
  for await (const { key, at } of storage.list(prefixOf(districtId))) if (at < before) yield key;
}

async function* batchesOf(keys: AsyncIterable<string>): AsyncGenerator<string[]> {
  let batch: string[] = [];
  for await (const key of keys) {
    batch.push(key);
    if (batch.length === BATCH) {
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}
