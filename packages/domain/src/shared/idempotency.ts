import { Refusal } from './refusal.ts';
import type { Idempotency } from './performer.ts';
import type { Transaction } from './transaction.ts';

/**
 * Claims an idempotency key inside a unit of work. A concurrent claim of the same key waits for this
 * transaction, so only one of them does the work.
 * @returns the earlier result when the command was done before.
 * @throws Refusal CONFLICT when the key was used for another command or input.
 */
export async function remembered<T>(
  tx: Transaction,
  command: string,
  { key, fingerprint }: Idempotency,
): Promise<{ result: T } | undefined> {
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

/** Remembers which entity a command answered with. */
export async function remember(tx: Transaction, { key }: Idempotency, result: unknown): Promise<void> {
  const entity = typeof result === 'object' && result !== null && 'id' in result ? result : undefined;
  await tx.execute(
    `/* idempotency_remember */ update idempotent_command set entity = $4, entity_id = $5
     where district_id = $1 and client = $2 and key = $3`,
    tx.performer.districtId, tx.performer.accountId ?? '', key,
    entity ? entity.constructor.name : null, entity ? entity.id : null,
  );
}
