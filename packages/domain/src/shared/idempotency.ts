import { Refusal } from './refusal.ts';
import type { Idempotency } from './performer.ts';
import type { TenantRow, Transaction } from './transaction.ts';

const LONGEST_KEY = 200;

/**
 * Claims an idempotency key inside a unit of work. A concurrent claim of the same key waits for this
 * transaction, so only one of them does the work.
 * @returns the earlier result when the command was done before.
 * @throws Refusal CONFLICT when the key was used for another command or input; INVALID for a key of no or too many characters
 */
export async function remembered<T>(
  tx: Transaction,
  command: string,
  { key, fingerprint }: Idempotency,
): Promise<{ result: T } | undefined> {
  if (key === '' || key.length > LONGEST_KEY || key.includes('\0')) {
    throw new Refusal('INVALID', `An idempotency key has 1 to ${LONGEST_KEY} characters.`, ['idempotencyKey']);
  }
  const { districtId, accountId } = tx.performer;
  const client = accountId ?? '';
  const claimed = await tx.execute(
    `/* idempotency_claim */ insert into idempotent_command (district_id, client, key, command, fingerprint, at)
     values ($1, $2, $3, $4, $5, $6) on conflict do nothing returning key`,
    districtId, client, key, command, fingerprint, tx.at,
  );
  if (claimed.length > 0) return undefined;
  const [before] = await tx.execute<{ command: string; fingerprint: string; entity: string | null; entity_id: string | null }>(
    `/* idempotency_find */ select command, fingerprint, entity, entity_id from idempotent_command
     where district_id = $1 and client = $2 and key = $3`,
    districtId, client, key,
  );
  if (before?.command !== command || before.fingerprint !== fingerprint) {
    throw new Refusal('CONFLICT', 'This idempotency key was used for another request.', ['idempotencyKey']);
  }
  const { entity, entity_id: id } = before;
  return { result: (entity && id ? await tx.findByName(entity, id) : undefined) as T };
}

/**
 * Remembers which entity a command answered with.
 * @throws Error for an answer that could not be given again: it is neither a row of the district nor nothing
 */
export async function remember(tx: Transaction, { key }: Idempotency, result: unknown): Promise<void> {
  const entity = (result ?? undefined) as TenantRow | undefined;
  if (entity && entity.districtId !== tx.districtId) {
    throw new Error('A command with an idempotency key answers with one row of its district, or with nothing.');
  }
  await tx.execute(
    `/* idempotency_remember */ update idempotent_command set entity = $4, entity_id = $5
     where district_id = $1 and client = $2 and key = $3`,
    tx.performer.districtId, tx.performer.accountId ?? '', key,
    entity ? entity.constructor.name : null, entity ? entity.id : null,
  );
}

/** How long a repeated command is recognised. */
const REMEMBERED_DAYS = 7;

/** Lets go of keys that no client sends again. */
export async function forgetCommands(tx: Transaction, now: Date): Promise<void> {
  await tx.execute('/* idempotency_forget */ delete from idempotent_command where district_id = $1 and at < $2',
    tx.districtId, new Date(now.getTime() - REMEMBERED_DAYS * 86_400_000));
}
