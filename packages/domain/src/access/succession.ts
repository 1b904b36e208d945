import type { Succession, Successor } from '../places/hand-over.ts';
import { newId } from '../shared/ids.ts';
import { Refusal } from '../shared/refusal.ts';
import type { Transaction } from '../shared/transaction.ts';
import { gridWorkersOver } from './access.read.ts';
import { Account } from './account.entity.ts';
import { lasts, overlap } from './membership.rule.ts';
import { Membership } from './membership.entity.ts';
import type { RoleChanged } from './roles.service.ts';

/**
 * Registered with places: roles at places that close end with them, and go on at each successor for as long as they would
 * have; where workers are named for it, these are its grid workers instead.
 * @throws Refusal NOT_FOUND for a named worker; INVALID for a successor over which no grid worker would work
 */
export async function succeedRoles(tx: Transaction, { closed, successors }: Succession, told: RoleChanged): Promise<void> {
  const held = (await tx.getAll(Membership, { placeId: { $in: [...closed] } })).filter(membership => lasts(membership, tx.at));
  for (const { place, workerIds, path } of successors) {
    if (workerIds) await nameWorkers(tx, place.id, workerIds, path, told);
    await carryOver(tx, held.filter(({ role }) => !workerIds || role !== 'GRID_WORKER'), place.id, told);
  }
  for (const membership of held) membership.validTo = membership.validFrom > tx.at ? membership.validFrom : tx.at;
  for (const successor of successors) await mustHaveWorker(tx, successor);
}

async function nameWorkers(tx: Transaction, placeId: string, workerIds: readonly string[], path: readonly string[], told: RoleChanged): Promise<void> {
  const accounts = await tx.getAll(Account, { id: { $in: [...workerIds] }, disabledAt: null, organisationId: null });
  if (accounts.length < new Set(workerIds).size) throw new Refusal('NOT_FOUND', 'No such account.', path);
  for (const { id: accountId } of accounts) {
    await begin(tx, { accountId, placeId, role: 'GRID_WORKER', validFrom: tx.at, validTo: null, standsInForId: null }, told);
  }
}

/** Who is stood in for comes first, so that their stand-ins find them. */
async function carryOver(tx: Transaction, held: readonly Membership[], placeId: string, told: RoleChanged): Promise<void> {
  const now = new Map<string, string>();
  for (const { id, accountId, role, validFrom, validTo, standsInForId } of held.toSorted((a, b) => Number(a.standsInForId !== null) - Number(b.standsInForId !== null))) {
    const period = { validFrom: validFrom > tx.at ? validFrom : tx.at, validTo: validTo ?? null };
    now.set(id, await begin(tx, { accountId, placeId, role, ...period, standsInForId: now.get(standsInForId ?? '') ?? null }, told));
  }
}

/** Begins a role, or has the one that the account holds there already last as long. @returns the membership's id */
async function begin(tx: Transaction, values: Omit<Membership, 'districtId' | 'id'>, told: RoleChanged): Promise<string> {
  const { accountId, placeId, role, validTo } = values;
  const known = (await tx.getAll(Membership, { accountId, placeId, role })).find(other => overlap(other, values));
  if (known) {
    if (known.validTo && (!validTo || validTo > known.validTo)) known.validTo = validTo ?? null;
    return known.id;
  }
  const membership = await tx.create(Membership, { id: newId(), ...values });
  if (role === 'GRID_WORKER') await told(tx, membership, 'GIVEN');
  return membership.id;
}

async function mustHaveWorker(tx: Transaction, { place, path }: Successor): Promise<void> {
  if ((await tx.rows(gridWorkersOver, place.id, tx.at)).length > 0) return;
  throw new Refusal('INVALID', `${place.name} would have no grid worker; name one.`, path);
}
