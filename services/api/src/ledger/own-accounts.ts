import { ownersOf, type LedgerAccountRow } from '@linli/domain/ledger/accounts.read';
import type { Operation } from '../graphql/operation.ts';

/** Whose accounts are the actor's own: themselves, whom they act for, and the households of these. */
export async function ownOwners(operation: Operation): Promise<string[]> {
  return (await operation.rows(ownersOf, await operation.loaders.own())).map(({ id }) => id);
}

/** Their accounts. */
export async function ownAccounts(operation: Operation): Promise<LedgerAccountRow[]> {
  const owners = await ownOwners(operation);
  return (await Promise.all(owners.map(id => operation.loaders.ledgerAccountsOf.load(id)))).flat();
}
