import { isMobile } from '../people/id-number.rule.ts';
import { Kin, type KinRelation } from '../people/kin.entity.ts';
import { Resident } from '../people/resident.entity.ts';
import type { Sealer } from '../people/sealed.ts';
import { newId } from '../shared/ids.ts';
import type { Performer } from '../shared/performer.ts';
import { Refusal } from '../shared/refusal.ts';
import type { Transaction } from '../shared/transaction.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import { words } from '../shared/words.ts';
import { keptPerson } from './kept.ts';

/** Kin of a resident: another resident, or somebody outside the register by name and telephone. */
export interface NewKin {
  readonly residentId: string;
  /** What they are to the resident. */
  readonly relation: KinRelation;
  readonly kinId?: string | null;
  readonly name?: string | null;
  readonly phone?: string | null;
}

/** Commands on kin, for staff over the place of the resident. */
export class KinService {
  readonly #unit: UnitOfWork;
  readonly #sealer: Sealer;

  constructor(unit: UnitOfWork, sealer: Sealer) {
    this.#unit = unit;
    this.#sealer = sealer;
  }

  /**
   * @throws Refusal NOT_FOUND for either resident; INVALID for oneself, a parent who is not born before the child, which
   *   also keeps kin from going in a circle, a guardian who has one; CONFLICT for a second spouse, or what is known already
   */
  add(performer: Performer, asked: NewKin): Promise<Kin> {
    return this.#unit.of(performer, 'kin.add', async tx => {
      if (!asked.kinId) return this.#outside(tx, asked);
      if (asked.name) throw new Refusal('INVALID', 'Give either a resident or a name.', ['name']);
      if (asked.kinId === asked.residentId) throw new Refusal('INVALID', 'Nobody is kin to oneself.', ['kinId']);
      await tx.getAll(Resident, { id: { $in: [asked.residentId, asked.kinId] } }); // in id order, so that two never wait for each other
      const [resident, kin] = [await keptPerson(tx, asked.residentId), await keptPerson(tx, asked.kinId, 'kinId')];
      return asked.relation === 'CHILD' ? related(tx, kin, 'PARENT', resident) : related(tx, resident, asked.relation, kin);
    });
  }

  /** @throws Refusal NOT_FOUND */
  remove(performer: Performer, kinId: string): Promise<void> {
    return this.#unit.of(performer, 'kin.remove', async tx => {
      const kin = await tx.get(Kin, kinId);
      if (!kin) throw new Refusal('NOT_FOUND', 'No such kin.', ['kinRecordId']);
      await keptPerson(tx, kin.residentId, 'kinRecordId');
      await tx.remove(kin);
    });
  }

  async #outside(tx: Transaction, { residentId, relation, name, phone }: NewKin): Promise<Kin> {
    await keptPerson(tx, residentId);
    if (!name) throw new Refusal('INVALID', 'Give either a resident or a name.', ['kinId']);
    if (phone && !isMobile(phone)) throw new Refusal('INVALID', 'Not a mobile number.', ['phone']);
    return tx.create(Kin, {
      id: newId(), residentId, relation, kinId: null, name: words(name, 100, 'name'), phoneSealed: phone ? this.#sealer.seal(phone) : null, recordedAt: tx.at,
    });
  }
}

async function related(tx: Transaction, resident: Resident, relation: Exclude<KinRelation, 'CHILD'>, kin: Resident): Promise<Kin> {
  const ids = [resident.id, kin.id];
  const known = await tx.find(Kin, { $or: [{ residentId: { $in: ids } }, { kinId: { $in: ids } }] });
  const both = (each: Kin) => each.kinId !== null && ids.includes(each.residentId) && ids.includes(each.kinId ?? '');
  if (relation === 'PARENT' && kin.birthDate >= resident.birthDate) throw new Refusal('INVALID', 'A parent is born before the child.', ['kinId']);
  if (relation === 'SPOUSE' && known.some(each => each.relation === 'SPOUSE' && !both(each))) throw new Refusal('CONFLICT', 'One of them is married already.', ['kinId']);
  if (relation === 'GUARDIAN' && known.some(each => each.relation === 'GUARDIAN' && (each.residentId === kin.id || each.kinId === resident.id))) {
    throw new Refusal('INVALID', 'A guardian has no guardian.', ['kinId']);
  }
  if (known.some(each => both(each) && each.relation === relation)) throw new Refusal('CONFLICT', 'This is known already.', ['kinId']);
  return tx.create(Kin, { id: newId(), residentId: resident.id, relation, kinId: kin.id, name: null, phoneSealed: null, recordedAt: tx.at });
}
