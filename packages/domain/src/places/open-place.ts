import { Refusal } from '../shared/refusal.ts';
import type { Transaction } from '../shared/transaction.ts';
import { Address } from './address.entity.ts';
import { Place } from './place.entity.ts';
import { successorsOf } from './places.read.ts';

/**
 * A place that something new comes to. It stays open until this unit has committed: a split of a grid waits for what is
 * on its way to it, and what comes later finds it closed.
 * @throws Refusal NOT_FOUND; WRONG_STATE when it has closed, naming what came in its place
 */
export async function openPlace(tx: Transaction, placeId: string, field = 'placeId'): Promise<Place> {
  const place = await tx.keep(Place, placeId);
  if (!place) throw new Refusal('NOT_FOUND', 'No such place.', [field]);
  await mustBeOpen(tx, place, field);
  return place;
}

/** @throws Refusal WRONG_STATE when the place has closed, naming what came in its place */
export async function mustBeOpen(tx: Transaction, place: Place, ...path: readonly string[]): Promise<void> {
  if (!place.closedAt) return;
  const names = (await tx.rows(successorsOf, [place.id])).map(({ name }) => name);
  const instead = names.length > 0 ? ` In its place: ${names.join(', ')}.` : '';
  throw new Refusal('WRONG_STATE', `${place.name} has closed.${instead}`, path);
}

/**
 * Where something that stood at a place stands now: there while it is open; else where its address belongs by now, or with
 * what took over, and so on. It stays open until this unit has committed.
 * @throws Refusal WRONG_STATE when nothing took over
 */
export async function presentPlace(tx: Transaction, placeId: string, addressId: string | null): Promise<Place> {
  const place = await tx.keep(Place, placeId);
  if (!place) throw new Refusal('NOT_FOUND', 'No such place.');
  if (!place.closedAt) return place;
  const address = addressId === null ? null : await tx.keep(Address, addressId);
  if (address && address.placeId !== placeId) return presentPlace(tx, address.placeId, null);
  const [next] = await tx.rows(successorsOf, [placeId]);
  if (!next) throw new Refusal('WRONG_STATE', `${place.name} has closed, and nothing came in its place.`);
  return presentPlace(tx, next.id, null);
}

/**
 * The place of an address where something new comes to it; both stay as they are until this unit has committed.
 * @throws Refusal NOT_FOUND; WRONG_STATE when it has closed
 */
export async function placeOfAddress(tx: Transaction, addressId: string): Promise<Place> {
  const address = await tx.keep(Address, addressId);
  if (!address) throw new Refusal('NOT_FOUND', 'No such address.', ['addressId']);
  address.mustBeOpen('addressId');
  return openPlace(tx, address.placeId, 'addressId');
}
