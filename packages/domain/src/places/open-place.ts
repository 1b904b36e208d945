import { Refusal } from '../shared/refusal.ts';
import type { Transaction } from '../shared/transaction.ts';
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
export async function mustBeOpen(tx: Transaction, place: Place, field: string): Promise<void> {
  if (!place.closedAt) return;
  const names = (await tx.rows(successorsOf, [place.id])).map(({ name }) => name);
  const instead = names.length > 0 ? ` In its place: ${names.join(', ')}.` : '';
  throw new Refusal('WRONG_STATE', `${place.name} has closed.${instead}`, [field]);
}
