import type { EntityClass } from '@mikro-orm/core';
import type { TenantRow, Transaction } from '../../shared/transaction.ts';
import { pick, type Stand } from './stand.ts';

/** They pick rows, places, days and kinds from what there is at that moment. */
export interface Numbers {
  readonly a: number;
  readonly b: number;
  readonly c: number;
}

export type Act = (stand: Stand, numbers: Numbers) => Promise<unknown>;

/** A unit of the system itself. */
export function unit<T>(stand: Stand, work: (tx: Transaction) => Promise<T>): Promise<T> {
  return stand.domain.unit.of(stand.system, 'test', work);
}

/** Locks one row and does something with it, unless it is gone. */
export function locked<E extends TenantRow>(entity: EntityClass<E>, idsOf: (stand: Stand) => readonly string[]) {
  return async (stand: Stand, a: number, work: (found: E, tx: Transaction) => unknown): Promise<void> => {
    const ids = idsOf(stand);
    if (ids.length === 0) return;
    const id = pick(ids, a);
    await unit(stand, async tx => {
      if (a % 2 === 0) await tx.find(entity, { id } as Partial<E>); // what it sees here may be old when it has the lock
      const found = await tx.get(entity, id);
      if (found) await work(found, tx);
    });
  };
}

/** Every third row or so. */
export function some(ids: readonly string[], n: number): string[] {
  return ids.filter((_, index) => (index + n) % (2 + (n % 3)) === 0).slice(0, 50);
}
