import type { Actor } from '../access/actor.ts';
import { isActor } from '../access/actor.ts';
import { isMobile } from '../people/id-number.rule.ts';
import type { Sealer } from '../people/sealed.ts';
import { openPlace, placeOfAddress, presentPlace } from '../places/open-place.ts';
import type { Place } from '../places/place.entity.ts';
import { lineageOf } from '../places/places.service.ts';
import { actsFor } from '../register/proxies.ts';
import { newId } from '../shared/ids.ts';
import type { Performer } from '../shared/performer.ts';
import { Refusal } from '../shared/refusal.ts';
import type { Transaction } from '../shared/transaction.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import { words } from '../shared/words.ts';
import { addWorkingMinutes } from '../shared/working-calendar.ts';
import { approved, assignTo, assistsWith, ownerAt, setCoHandlers, takeFromClosed, type Party } from './assignment.ts';
import { UNTOUCHED, receivedAtPlace } from './beginning.ts';
import { CaseCategory } from './case-category.entity.ts';
import { Case } from './case.entity.ts';
import { maySee, mayMove, maySubmit, type Standpoint } from './case.policy.ts';
import { close, noteReopening } from './closing.ts';
import { ANSWER_DAYS, expectAnswer, expectDeadline, type CaseJob } from './deadlines.ts';
import type { CaseMoveName } from './moves.ts';
import type { MoveInput, NewCase } from './inputs.ts';
import { broughtFor } from './of-residents.ts';
import { record } from './record.ts';
import { trackingNumber } from './tracking-number.ts';

/** Commands on cases: one method a move, one transaction a call. */
export class CasesService {
  readonly #unit: UnitOfWork;
  readonly #sealer: Sealer;

  constructor(unit: UnitOfWork, sealer: Sealer) {
    this.#unit = unit;
    this.#sealer = sealer;
  }

  /**
   * Takes in a matter at a place, or at an address and so at its place. Sent again by the same outside system with the same number it is the same case.
   * @throws Refusal NOT_FOUND for place, address, category or resident; WRONG_STATE where one has closed; INVALID for neither or an address elsewhere, for empty text, a wrong phone number or a receipt in the future
   */
  submit(actor: Actor, asked: NewCase): Promise<Case> {
    return this.#unit.of(actor, 'case.submit', async tx => {
      const place = await placeOf(tx, asked);
      if (!maySubmit(actor, asked.onBehalf, await lineageOf(tx, place.id))) throw new Refusal('NOT_FOUND', 'No such place.', ['placeId']);
      const residentId = await broughtFor(tx, actor, asked);
      const category = await tx.findOne(CaseCategory, { id: asked.categoryId });
      if (!category) throw new Refusal('NOT_FOUND', 'No such category.', ['categoryId']);
      const external = asked.external && {
        externalSystem: words(asked.external.system, 100, 'external', 'system'), externalId: words(asked.external.id, 200, 'external', 'id'),
      };
      const known = external && (await tx.findOne(Case, external));
      if (known && !maySee(actor, known, await standpointOf(tx, actor, known))) {
        throw new Refusal('CONFLICT', 'This matter has been brought in already.', ['external']);
      }
      if (known) return known;
      const receivedAt = happenedAt(asked.occurredAt, tx);
      const dueAt = addWorkingMinutes(receivedAt, category.sla[asked.urgency]);
      const made = await tx.create(Case, {
        id: newId(), ...receivedAtPlace(place.id), addressId: asked.addressId ?? null, trackingNumber: trackingNumber(receivedAt), kind: asked.kind, categoryId: category.id,
        urgency: asked.urgency, channel: asked.channel,
        title: words(asked.title, 200, 'title'), description: words(asked.description ?? asked.title, 4_000, 'description'),
        residentId, requesterId: asked.onBehalf || residentId !== actor.residentId ? null : actor.accountId,
        contactName: asked.contactName ? words(asked.contactName, 100, 'contactName') : null, contactPhoneSealed: this.#sealPhone(asked.contactPhone),
        receivedAt, recordedAt: tx.at, dueAt, originalDueAt: dueAt, ...UNTOUCHED,
        externalSystem: external?.externalSystem ?? null, externalId: external?.externalId ?? null,
        dataOrigin: place.dataOrigin,
      });
      await record(tx, made, 'submit', receivedAt);
      await expectDeadline(tx, made);
      return made;
    });
  }

  accept(actor: Actor, caseId: string, input: MoveInput = {}): Promise<Case> {
    return this.#move(actor, 'accept', caseId, input, matter => matter.accept(actor.accountId));
  }

  reject(actor: Actor, caseId: string, input: MoveInput & { reason: string }): Promise<Case> {
    return this.#move(actor, 'reject', caseId, input, matter => matter.reject());
  }

  /** @throws Refusal NOT_FOUND for the other case; INVALID when it cannot take this one in */
  merge(actor: Actor, caseId: string, input: MoveInput & { intoCaseId: string }): Promise<Case> {
    return this.#move(actor, 'merge', caseId, input, async (matter, { tx }) => {
      const parent = await tx.get(Case, input.intoCaseId); // locked: it must not be merged or rejected meanwhile
      if (!parent || !maySee(actor, parent, await standpointOf(tx, actor, parent))) {
        throw new Refusal('NOT_FOUND', 'No such case.', ['intoCaseId']);
      }
      matter.merge(parent);
      return { intoCaseId: parent.id };
    });
  }

  /**
   * Gives the case to a worker over its place or to an organisation that serves it, and says who assists; those who
   * assisted before stay unless others are named.
   * @throws Refusal NOT_FOUND, INVALID or WRONG_STATE for the assignee or a co-handler
   */
  assign(
    actor: Actor, caseId: string,
    input: MoveInput & { assigneeId?: string | undefined; assigneeOrganisationId?: string | undefined; coHandlers?: readonly Party[] | undefined },
  ): Promise<Case> {
    return this.#move(actor, 'assign', caseId, input, async (matter, { tx, lineage }) => {
      const { assigneeId, assigneeOrganisationId, coHandlers } = input;
      if (coHandlers) await setCoHandlers(tx, matter, coHandlers);
      await assignTo(tx, matter, { accountId: assigneeId, organisationId: assigneeOrganisationId }, lineage);
      return { assigneeId, assigneeOrganisationId, coHandlers };
    });
  }

  return(actor: Actor, caseId: string, input: MoveInput & { reason: string }): Promise<Case> {
    return this.#move(actor, 'return', caseId, input, matter => matter.return());
  }

  start(actor: Actor, caseId: string, input: MoveInput = {}): Promise<Case> {
    return this.#move(actor, 'start', caseId, input, (matter, { at }) => matter.start(at));
  }

  /** @throws Refusal NOT_ALLOWED when the approver is not an admin over the place */
  suspend(actor: Actor, caseId: string, input: MoveInput & { reason: string; approverId: string }): Promise<Case> {
    return this.#move(actor, 'suspend', caseId, input, async (matter, { tx, at, lineage }) => {
      await approved(tx, actor, input.approverId, lineage);
      matter.suspend(at);
      return { approverId: input.approverId };
    });
  }

  resume(actor: Actor, caseId: string, input: MoveInput = {}): Promise<Case> {
    return this.#move(actor, 'resume', caseId, input, async (matter, { tx, at }) => {
      matter.resume(at);
      await expectDeadline(tx, matter);
      return { dueAt: matter.dueAt };
    });
  }

  /** @throws Refusal NOT_ALLOWED for the approver; INVALID when the deadline is not later */
  extend(actor: Actor, caseId: string, input: MoveInput & { reason: string; approverId: string; dueAt: Date }): Promise<Case> {
    return this.#move(actor, 'extend', caseId, input, async (matter, { tx, lineage }) => {
      await approved(tx, actor, input.approverId, lineage);
      matter.extend(input.dueAt);
      await expectDeadline(tx, matter);
      return { approverId: input.approverId, dueAt: input.dueAt };
    });
  }

  handle(actor: Actor, caseId: string, input: MoveInput & { outcome: NonNullable<Case['outcome']> }): Promise<Case> {
    return this.#move(actor, 'handle', caseId, input, async (matter, { tx, at }) => {
      matter.handle(input.outcome, actor.accountId, at);
      await expectAnswer(tx, matter, at);
      return { outcome: input.outcome };
    });
  }

  handleOnSpot(actor: Actor, caseId: string, input: MoveInput & { outcome: NonNullable<Case['outcome']> }): Promise<Case> {
    return this.#move(actor, 'handleOnSpot', caseId, input, async (matter, { tx, at }) => {
      matter.handleOnSpot(input.outcome, actor.accountId, at);
      await expectAnswer(tx, matter, at);
      return { outcome: input.outcome };
    });
  }

  followUp(
    actor: Actor, caseId: string, input: MoveInput & { contacted: boolean; resolved: boolean | null; source: NonNullable<Case['followUpSource']> },
  ): Promise<Case> {
    return this.#move(actor, 'followUp', caseId, input, (matter, { at }) => {
      matter.followUp(input, at);
      return { contacted: input.contacted, resolved: input.resolved, source: input.source };
    });
  }

  /** Adds words for the others who work on it. @throws Refusal INVALID for no or too many characters */
  addNote(actor: Actor, caseId: string, input: MoveInput & { note: string }): Promise<Case> {
    return this.#move(actor, 'addNote', caseId, input, matter => {
      words(input.note, 4_000, 'note');
      matter.addNote();
    });
  }

  close(actor: Actor, caseId: string, input: MoveInput = {}): Promise<Case> {
    return this.#move(actor, 'close', caseId, input, (matter, { tx, at }) => close(tx, matter, at));
  }

  /** Where its grid has closed it goes on at the successor. @throws Refusal WRONG_STATE when it was closed too long ago */
  reopen(actor: Actor, caseId: string, input: MoveInput & { reason: string }): Promise<Case> {
    return this.#move(actor, 'reopen', caseId, input, async (matter, { tx, at }) => {
      const category = await tx.findOne(CaseCategory, { id: matter.categoryId });
      if (!category) throw new Refusal('NOT_FOUND', 'No such category.');
      const { id: placeId } = await presentPlace(tx, matter.placeId, matter.addressId ?? null);
      const moved = placeId !== matter.placeId;
      matter.reopen(addWorkingMinutes(at, category.sla[matter.urgency]), tx.at, at, placeId);
      await noteReopening(tx, matter, at);
      await takeFromClosed(tx, matter);
      if (moved) matter.assigneeId = await ownerAt(tx, matter, placeId);
      await expectDeadline(tx, matter);
      return { dueAt: matter.dueAt, ...(moved && { placeId, assigneeId: matter.assigneeId }) };
    });
  }

  rate(actor: Actor, caseId: string, input: MoveInput & { rating: number }): Promise<Case> {
    return this.#move(actor, 'rate', caseId, input, (matter, { tx, at }) => {
      matter.rate(input.rating, at, tx.at);
      return { rating: input.rating };
    });
  }

  /** By the worker, when a deadline passes: marks a case that is still open. Runs in vain when nothing is due. */
  markOverdue(performer: Performer, { caseId }: CaseJob): Promise<void> {
    return this.#unit.of(performer, 'case.overdue', async tx => {
      const matter = await tx.get(Case, caseId);
      if (!matter?.isOverdue(tx.at)) return;
      matter.overdueAt = matter.dueAt;
      await record(tx, matter, 'overdue', matter.dueAt);
    });
  }

  /** By the worker, when nobody has answered for {@link ANSWER_DAYS} days after handling. */
  closeUnconfirmed(performer: Performer, { caseId }: CaseJob): Promise<void> {
    return this.#unit.of(performer, 'case.close_unconfirmed', async tx => {
      const matter = await tx.get(Case, caseId);
      if (matter?.status !== 'HANDLED' || !matter.handledAt || matter.isAnswered()) return;
      if (tx.at.getTime() - matter.handledAt.getTime() < ANSWER_DAYS * 86_400_000) return;
      await close(tx, matter, tx.at, true);
      await record(tx, matter, 'close', tx.at);
    });
  }

  #move(
    actor: Actor, move: CaseMoveName, caseId: string, input: MoveInput & { reason?: string },
    apply: (matter: Case, context: MoveContext) => Details | Promise<Details>,
  ): Promise<Case> {
    return this.#unit.of(actor, `case.${underscore(move)}`, async tx => {
      const matter = await tx.get(Case, caseId);
      const standpoint = matter && (await standpointOf(tx, actor, matter));
      if (!standpoint || !maySee(actor, matter, standpoint)) throw new Refusal('NOT_FOUND', 'No such case.', ['caseId']);
      if (!mayMove(actor, move, matter, standpoint)) throw new Refusal('NOT_ALLOWED', 'You may not do this with this case.');
      const at = happenedAt(input.occurredAt, tx);
      if (at < matter.standsSince()) throw new Refusal('INVALID', 'The case did not stand there yet at this time.', ['occurredAt']);
      const formerId = matter.assigneeId;
      const details = await apply(matter, { tx, at, lineage: standpoint.lineage });
      const note = input.note ? words(input.note, 4_000, 'note') : null;
      const reason = input.reason === undefined ? note : words(input.reason, 4_000, 'reason');
      await record(tx, matter, move, at, { accountId: actor.accountId, note: reason, details: details ?? null, formerId });
      return matter;
    });
  }

  #sealPhone(phone: string | undefined): string | null {
    if (!phone) return null;
    if (!isMobile(phone)) throw new Refusal('INVALID', 'Not a mobile number.', ['contactPhone']);
    return this.#sealer.seal(phone);
  }
}

/**
 * Registered with the unit of work: a command sent again is answered only to who may still see the case.
 * @throws Refusal NOT_FOUND
 */
export async function stillSeen(tx: Transaction, result: unknown): Promise<void> {
  if (!(result instanceof Case) || !isActor(tx.performer)) return;
  if (!maySee(tx.performer, result, await standpointOf(tx, tx.performer, result))) throw new Refusal('NOT_FOUND', 'No such case.', ['caseId']);
}

interface MoveContext {
  readonly tx: Transaction;
  readonly at: Date;
  readonly lineage: readonly string[];
}
type Details = Record<string, unknown> | void;

/** @throws Refusal INVALID for neither place nor address, or for an address of another place */
async function placeOf(tx: Transaction, { placeId, addressId }: NewCase): Promise<Place> {
  if (addressId === undefined) {
    if (placeId === undefined) throw new Refusal('INVALID', 'Say at which place or address.', ['placeId']);
    return openPlace(tx, placeId);
  }
  const place = await placeOfAddress(tx, addressId);
  if (placeId !== undefined && placeId !== place.id) throw new Refusal('INVALID', 'This address belongs to another place.', ['placeId']);
  return place;
}

/** When it happened: as told, else now. @throws Refusal INVALID for a time in the future */
function happenedAt(occurredAt: Date | undefined, tx: Transaction): Date {
  if (!occurredAt) return tx.at;
  if (occurredAt > tx.at) throw new Refusal('INVALID', 'This time is in the future.', ['occurredAt']);
  return occurredAt;
}

async function standpointOf(tx: Transaction, actor: Actor, matter: Case): Promise<Standpoint> {
  return {
    lineage: await lineageOf(tx, matter.placeId), assists: await assistsWith(tx, actor, matter.id), actsFor: await actsFor(tx, actor, matter.residentId, tx.at),
  };
}

function underscore(move: string): string {
  return move.replaceAll(/[A-Z]/g, letter => `_${letter.toLowerCase()}`);
}
