import { ADMINS, holds, type Actor } from '../access/actor.ts';
import { isMobile } from '../people/id-number.rule.ts';
import type { Sealer } from '../people/sealed.ts';
import { Place } from '../places/place.entity.ts';
import { mustBeOpen } from '../places/open-place.ts';
import { lineageOf } from '../places/places.service.ts';
import { newId } from '../shared/ids.ts';
import { Refusal } from '../shared/refusal.ts';
import type { Transaction } from '../shared/transaction.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import { words } from '../shared/words.ts';
import { MOST_CONTACTS } from './organisation-columns.ts';
import { OrganisationContact } from './organisation-contact.entity.ts';
import { setDuties } from './organisation-intake.ts';
import { Organisation, type OrganisationKind } from './organisation.entity.ts';

/** An organisation as it is entered. */
export interface NewOrganisation {
  readonly placeId: string;
  readonly name: string;
  readonly kind: OrganisationKind;
  /** Where it stands in another system, to recognise it when it is sent again. */
  readonly external?: { readonly system: string; readonly id: string } | undefined;
}

/** Registered by the room that knows categories: those of some ids that the district has. */
export type KnownCategories = (tx: Transaction, ids: readonly string[]) => Promise<ReadonlySet<string>>;

/** Registered by rooms above: refuses while an organisation still has something to do. */
export type BeforeClose = (tx: Transaction, organisationId: string) => Promise<void>;

const LONGEST_NAME = 100;

/** Commands on organisations, by admins over the place that they serve; for others they are not there. */
export class OrganisationsService {
  readonly #unit: UnitOfWork;
  readonly #sealer: Sealer;
  readonly #knownCategories: KnownCategories;
  readonly #beforeClose: readonly BeforeClose[];

  constructor(unit: UnitOfWork, sealer: Sealer, knownCategories: KnownCategories, beforeClose: readonly BeforeClose[]) {
    this.#unit = unit;
    this.#sealer = sealer;
    this.#knownCategories = knownCategories;
    this.#beforeClose = beforeClose;
  }

  /**
   * Enters an organisation. Sent again by the same outside system with the same number it is the same one, changed to
   * what is said now.
   * @throws Refusal NOT_FOUND for the place; WRONG_STATE for one that has closed; INVALID for a name of no or too many characters; CONFLICT at `external` when
   *   it is known where the actor is no admin
   */
  create(actor: Actor, asked: NewOrganisation): Promise<Organisation> {
    return this.#unit.of(actor, 'organisation.create', async tx => {
      const place = await administered(tx, actor, asked.placeId);
      const name = words(asked.name, LONGEST_NAME, 'name');
      const external = asked.external && {
        externalSystem: words(asked.external.system, 100, 'external', 'system'), externalId: words(asked.external.id, 200, 'external', 'id'),
      };
      const [known] = external ? await tx.getAll(Organisation, external) : [];
      if (known) {
        if (!holds(actor, ADMINS, await lineageOf(tx, known.placeId))) {
          throw new Refusal('CONFLICT', 'This organisation has been entered already.', ['external']);
        }
        return Object.assign(known, { placeId: place.id, name, kind: asked.kind, updatedAt: tx.at });
      }
      return tx.create(Organisation, {
        id: newId(), placeId: place.id, name, kind: asked.kind, externalSystem: null, externalId: null, ...external, closedAt: null,
        dataOrigin: place.dataOrigin, recordedAt: tx.at, updatedAt: tx.at,
      });
    });
  }

  /** Changes what is given. @throws Refusal NOT_FOUND for it or its new place; INVALID for the name */
  change(actor: Actor, organisationId: string, asked: Partial<Pick<NewOrganisation, 'placeId' | 'name' | 'kind'>>): Promise<Organisation> {
    return this.#on(actor, 'organisation.change', organisationId, async (organisation, tx) => {
      if (asked.placeId !== undefined) organisation.placeId = (await administered(tx, actor, asked.placeId)).id;
      if (asked.name !== undefined) organisation.name = words(asked.name, LONGEST_NAME, 'name');
      if (asked.kind !== undefined) organisation.kind = asked.kind;
    });
  }

  /** From now on it gets nothing new. @throws Refusal NOT_FOUND; WRONG_STATE while it still has open cases, naming how many */
  close(actor: Actor, organisationId: string): Promise<Organisation> {
    return this.#on(actor, 'organisation.close', organisationId, async (organisation, tx) => {
      if (organisation.closedAt) return;
      for (const refuse of this.#beforeClose) await refuse(tx, organisation.id);
      organisation.closedAt = tx.at;
    });
  }

  /** Says which categories it answers for, in place of those before. @throws Refusal NOT_FOUND for it or a category; WRONG_STATE when closed */
  setDuties(actor: Actor, organisationId: string, categoryIds: readonly string[]): Promise<Organisation> {
    return this.#on(actor, 'organisation.set_duties', organisationId, async (organisation, tx) => {
      const known = await this.#knownCategories(tx, categoryIds);
      const unknown = categoryIds.findIndex(id => !known.has(id));
      if (unknown >= 0) throw new Refusal('NOT_FOUND', 'No such category.', ['categoryIds', String(unknown)]);
      organisation.refuseIfClosed(['organisationId']);
      await setDuties(tx, organisation.id, categoryIds);
    });
  }

  /** Adds somebody to call. @throws Refusal NOT_FOUND; INVALID for name, phone or too many; WRONG_STATE when closed */
  addContact(actor: Actor, organisationId: string, { name, phone }: { readonly name: string; readonly phone: string }): Promise<Organisation> {
    return this.#on(actor, 'organisation.add_contact', organisationId, async (organisation, tx) => {
      organisation.refuseIfClosed(['organisationId']);
      if ((await tx.find(OrganisationContact, { organisationId: organisation.id })).length >= MOST_CONTACTS) {
        throw new Refusal('INVALID', `An organisation has at most ${MOST_CONTACTS} contacts.`, ['organisationId']);
      }
      if (!isMobile(phone)) throw new Refusal('INVALID', 'Not a mobile number.', ['phone']);
      await tx.create(OrganisationContact, {
        id: newId(), organisationId: organisation.id, name: words(name, LONGEST_NAME, 'name'), phoneSealed: this.#sealer.seal(phone), recordedAt: tx.at,
      });
    });
  }

  /** Takes somebody off the contacts of their organisation. @throws Refusal NOT_FOUND */
  removeContact(actor: Actor, contactId: string): Promise<Organisation> {
    return this.#unit.of(actor, 'organisation.remove_contact', async tx => {
      const contact = await tx.get(OrganisationContact, contactId);
      const organisation = contact && (await administeredOrganisation(tx, actor, contact.organisationId));
      if (!organisation) throw new Refusal('NOT_FOUND', 'No such contact.', ['contactId']);
      await tx.remove(contact);
      organisation.updatedAt = tx.at;
      return organisation;
    });
  }

  #on(actor: Actor, command: string, organisationId: string, work: (organisation: Organisation, tx: Transaction) => Promise<void>): Promise<Organisation> {
    return this.#unit.of(actor, command, async tx => {
      const organisation = await administeredOrganisation(tx, actor, organisationId);
      if (!organisation) throw new Refusal('NOT_FOUND', 'No such organisation.', ['organisationId']);
      await work(organisation, tx);
      organisation.updatedAt = tx.at;
      return organisation;
    });
  }
}

async function administeredOrganisation(tx: Transaction, actor: Actor, id: string): Promise<Organisation | null> {
  const organisation = await tx.get(Organisation, id);
  return organisation && holds(actor, ADMINS, await lineageOf(tx, organisation.placeId)) ? organisation : null;
}

async function administered(tx: Transaction, actor: Actor, placeId: string): Promise<Place> {
  const place = await tx.keep(Place, placeId);
  if (!place || !holds(actor, ADMINS, await lineageOf(tx, placeId))) throw new Refusal('NOT_FOUND', 'No such place.', ['placeId']);
  await mustBeOpen(tx, place, 'placeId');
  return place;
}

/** Registered with accounts: the place that an organisation serves, and whether it is closed; null when there is none. */
export async function organisationOf(tx: Transaction, organisationId: string): Promise<{ placeId: string; closed: boolean } | null> {
  const organisation = await tx.findOne(Organisation, { id: organisationId });
  return organisation && { placeId: organisation.placeId, closed: Boolean(organisation.closedAt) };
}
