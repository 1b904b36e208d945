import { maskName, maskPhone } from '@linli/domain/people/masking';
import type { KinRow } from '@linli/domain/register/register.read';
import { isGiven } from '../graphql/given.ts';
import { globalId } from '../graphql/global-id.ts';
import type { Operation } from '../graphql/operation.ts';

export async function lineageOf({ loaders }: Operation, placeId: string): Promise<string[]> {
  return (await loaders.lineage.load(placeId)).map(line => line.ancestorId);
}

/** Kin as they are shown; somebody who may not be seen is a name and no more. */
export async function shownKin({ domain, loaders }: Operation, kin: KinRow) {
  return {
    id: globalId('Kin', kin.id), relation: kin.relation, name: maskName(kin.name ?? ''),
    phone: kin.phoneSealed ? maskPhone(domain.sealer.open(kin.phoneSealed)) : null, resident: kin.kinId ? await loaders.resident.load(kin.kinId) : null,
  };
}

export async function shownAccount({ loaders }: Operation, id: string | null | undefined) {
  const account = isGiven(id) ? await loaders.account.load(id) : null;
  return account && { ...account, id: globalId('Account', account.id) };
}
