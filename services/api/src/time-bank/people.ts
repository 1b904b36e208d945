import { maskName } from '@linli/domain/people/masking';
import { globalId } from '../graphql/global-id.ts';
import type { Operation } from '../graphql/operation.ts';

/** Somebody as whoever sees the service may see them: a masked name, and the record where that may be seen too. */
export async function shownPerson({ loaders }: Operation, residentId: string) {
  const named = await loaders.exchangeName.load(residentId);
  return { name: maskName(named?.name ?? ''), resident: await loaders.resident.load(residentId) };
}

/** What a resident has; null for who may not see them. */
export async function memberOf(operation: Operation, residentId: string) {
  const { loaders } = operation;
  const [seen, minutes] = [await loaders.resident.load(residentId), await loaders.minutes.load(residentId)];
  if (!seen || !minutes) return null;
  const [latest] = await loaders.volunteersOf.load(residentId);
  return { ...minutes, person: await shownPerson(operation, residentId), volunteer: latest ?? null };
}

export async function shownServiceType({ loaders }: Operation, id: string) {
  const found = await loaders.serviceType.load(id);
  return found && { ...found, id: globalId('ServiceType', found.id) };
}
