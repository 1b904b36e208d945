import { mustAdministerDistrict } from '../register/acting.ts';
import { newId } from '../shared/ids.ts';
import type { Performer } from '../shared/performer.ts';
import { Refusal } from '../shared/refusal.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import { words } from '../shared/words.ts';
import { BridgeItem, type BridgeItemKind } from './bridge-item.entity.ts';

const LONGEST = 50;

/** The district's lists of skills and services, by its admins. */
export class BridgeItemsService {
  readonly #unit: UnitOfWork;

  constructor(unit: UnitOfWork) {
    this.#unit = unit;
  }

  /** Adds a line to a list, or names the one of this code anew; one that was closed is open again. @throws Refusal NOT_ALLOWED; INVALID for no code or name */
  set(performer: Performer, kind: BridgeItemKind, code: string, name: string): Promise<BridgeItem> {
    return this.#unit.of(performer, 'bridge_item.set', async tx => {
      await mustAdministerDistrict(tx, performer);
      const asked = { kind, code: words(code, LONGEST, 'code') };
      const said = { name: words(name, LONGEST, 'name'), closedAt: null };
      const [known] = await tx.getAll(BridgeItem, asked);
      return known ? Object.assign(known, said) : tx.create(BridgeItem, { id: newId(), ...asked, ...said });
    });
  }

  /** Nothing new is recorded of it from now on. @throws Refusal NOT_ALLOWED; NOT_FOUND */
  close(performer: Performer, itemId: string): Promise<BridgeItem> {
    return this.#unit.of(performer, 'bridge_item.close', async tx => {
      await mustAdministerDistrict(tx, performer);
      const item = await tx.get(BridgeItem, itemId);
      if (!item) throw new Refusal('NOT_FOUND', 'No such item.', ['bridgeItemId']);
      item.closedAt ??= tx.at;
      return item;
    });
  }
}
