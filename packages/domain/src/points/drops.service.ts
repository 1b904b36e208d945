import { Household } from '../people/household.entity.ts';
import { Resident } from '../people/resident.entity.ts';
import { lineageOf } from '../places/places.service.ts';
import { newId } from '../shared/ids.ts';
import type { Performer } from '../shared/performer.ts';
import { Refusal } from '../shared/refusal.ts';
import type { Transaction } from '../shared/transaction.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import { words } from '../shared/words.ts';
import { earn, type ShownEvent } from './earning.ts';
import { mayRecord } from './points.policy.ts';
import { takeBack } from './take-back.ts';
import { wasteDropEvent } from './waste-drop.event.ts';
import { WasteDrop, type WasteKind } from './waste-drop.entity.ts';

/** A drop of waste as it is recorded: by a person, or only their household is known. */
export interface NewDrop {
  readonly residentId?: string | undefined;
  readonly householdId?: string | undefined;
  readonly kind: WasteKind;
  readonly correct: boolean;
  /** When it happened; now when absent. */
  readonly occurredAt?: Date | undefined;
  /** Where it stands in another system, such as that of the bins: sent again it is the same drop. */
  readonly external?: { readonly system: string; readonly id: string } | undefined;
}

/** Drops of sorted waste, recorded by staff over where people live, or by the system for what bins report. */
export class WasteDropsService {
  readonly #unit: UnitOfWork;

  constructor(unit: UnitOfWork) {
    this.#unit = unit;
  }

  /**
   * Records a drop, and proposes points for one that was sorted correctly.
   * @throws Refusal NOT_FOUND for the person or household; INVALID for both or neither of them, or a time in the future; CONFLICT at `external` when it is
   *   known of somebody else
   */
  record(performer: Performer, asked: NewDrop): Promise<WasteDrop> {
    return this.#unit.of(performer, 'waste_drop.record', async tx => {
      const who = await brought(tx, asked);
      const occurredAt = asked.occurredAt ?? tx.at;
      if (occurredAt > tx.at) throw new Refusal('INVALID', 'This time is in the future.', ['occurredAt']);
      const external = asked.external && {
        externalSystem: words(asked.external.system, 100, 'external', 'system'), externalId: words(asked.external.id, 200, 'external', 'id'),
      };
      const known = external && (await tx.findOne(WasteDrop, external));
      if (known) {
        if (known.residentId !== who.residentId || known.householdId !== who.householdId) throw new Refusal('CONFLICT', 'This drop was recorded already.', ['external']);
        return known;
      }
      const drop = await tx.create(WasteDrop, {
        id: newId(), ...who, kind: asked.kind, correct: asked.correct, occurredAt, recordedAt: tx.at, recordedById: performer.accountId, voidedAt: null,
        externalSystem: null, externalId: null, ...external,
      });
      if (drop.correct) await earn(tx, { type: wasteDropEvent.key, key: drop.id, ...who, occurredAt, note: null });
      return drop;
    });
  }

  /** Lets a drop count no more that was recorded wrongly, and takes its points back. @throws Refusal NOT_FOUND; WRONG_STATE; INSUFFICIENT when they were spent */
  void(performer: Performer, dropId: string): Promise<WasteDrop> {
    return this.#unit.of(performer, 'waste_drop.void', async tx => {
      const drop = await tx.get(WasteDrop, dropId);
      if (!drop || !mayRecord(performer, await lineageOf(tx, drop.placeId))) throw new Refusal('NOT_FOUND', 'No such drop.', ['dropId']);
      if (drop.voidedAt) throw new Refusal('WRONG_STATE', 'This drop was voided already.', ['dropId']);
      drop.voidedAt = tx.at;
      await takeBack(tx, wasteDropEvent.key, drop.id);
      return drop;
    });
  }
}

/** Who brought it and where they live. */
async function brought(tx: Transaction, { residentId, householdId }: NewDrop): Promise<Pick<ShownEvent, 'residentId' | 'householdId' | 'placeId' | 'dataOrigin'>> {
  if ((residentId === undefined) === (householdId === undefined)) throw new Refusal('INVALID', 'Give either a person or a household.', ['residentId']);
  const resident = residentId === undefined ? null : await tx.findOne(Resident, { id: residentId, erasedAt: null });
  const household = householdId === undefined ? null : await tx.findOne(Household, { id: householdId, dissolvedAt: null });
  const who = resident ?? household;
  if (!who || !mayRecord(tx.performer, await lineageOf(tx, who.placeId))) {
    throw new Refusal('NOT_FOUND', 'No such person or household.', [residentId === undefined ? 'householdId' : 'residentId']);
  }
  return { residentId: resident?.id ?? null, householdId: household?.id ?? resident?.householdId ?? null, placeId: who.placeId, dataOrigin: who.dataOrigin };
}
