import { bridgeItems, contactsOf, observationsOf, pairsById, skillsOf, transactionsById } from '@linli/domain/digital-bridge/shown.read';
import { many, one } from '../graphql/batch.ts';
import type { Operation } from '../graphql/operation.ts';

/** Batched reads of the digital bridge: what of it the asker may see. */
export function bridgeLoaders(operation: Operation) {
  return {
    item: one((_: string[]) => operation.rows(bridgeItems, null), item => item.id),
    skillsOf: many(async (ids: string[]) => operation.rows(skillsOf, ...(await operation.loaders.seer()), ids), skill => skill.residentId),
    observationsOf: many((ids: string[]) => operation.rows(observationsOf, ids), observation => observation.seniorSkillId),
    pair: one(async (ids: string[]) => operation.rows(pairsById, ...(await pairSeer(operation)), ids), pair => pair.id),
    contactsOf: many((ids: string[]) => operation.rows(contactsOf, ids), contact => contact.pairId),
    transaction: one(async (ids: string[]) => operation.rows(transactionsById, ...(await operation.loaders.seer()), ids), transaction => transaction.id),
  };
}

/** Who asks for pairs. */
export async function pairSeer({ loaders }: Operation): Promise<[own: string[], worksAt: string[], accountId: string]> {
  const [own, worksAt, accountId] = await loaders.seer();
  return [own, worksAt, accountId];
}
