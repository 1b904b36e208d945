import type { NewRow } from '@linli/domain/shared/read';

/**
 * An entity outside any unit of work, so that its own methods apply its rules before it is inserted in bulk. Its values
 * stay plain properties: assigning them to an instance would run the ORM's dirty tracking for each.
 * @param values owned by the entity from now on
 */
export function inMemory<E extends object>(entity: { readonly prototype: E }, values: NewRow<E>): E {
  return Object.setPrototypeOf(values, entity.prototype) as E;
}
