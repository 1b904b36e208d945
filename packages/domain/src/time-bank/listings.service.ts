import { isActor } from '../access/actor.ts';
import { openPlace } from '../places/open-place.ts';
import { ownPeople, participant } from '../register/acting.ts';
import { dayOf } from '../shared/clock.ts';
import { newId } from '../shared/ids.ts';
import type { Performer } from '../shared/performer.ts';
import { Refusal } from '../shared/refusal.ts';
import type { Transaction } from '../shared/transaction.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import { words } from '../shared/words.ts';
import type { ListingChannel, ListingKind } from './moves.ts';
import { counted } from './policy.rule.ts';
import { ServiceListing } from './service-listing.entity.ts';
import { openServiceType, rulesOf } from './time-bank-settings.service.ts';
import { activeVolunteer } from './volunteers.service.ts';

/** A service as it is offered, or asked for. */
export interface NewListing {
  readonly kind: ListingKind;
  readonly residentId: string;
  readonly serviceTypeId: string;
  readonly minutes: number;
  readonly wishedAt?: Date | undefined;
  readonly note?: string | undefined;
  /** Of what a worker takes down; what residents and proxies enter themselves tells it by itself. */
  readonly channel?: ListingChannel | undefined;
}

/** Commands on offers and requests: by the resident, who acts for them, or staff over where they live. */
export class ListingsService {
  readonly #unit: UnitOfWork;

  constructor(unit: UnitOfWork) {
    this.#unit = unit;
  }

  /** @throws Refusal NOT_FOUND for resident or service; INVALID for minutes, a time that is past, or a worker's without a channel; WRONG_STATE for an offer of who is no volunteer */
  enter(performer: Performer, asked: NewListing): Promise<ServiceListing> {
    return this.#unit.of(performer, 'service_listing.enter', async tx => {
      const { kind, residentId, wishedAt = null, note } = asked;
      const resident = await participant(tx, performer, residentId);
      const serviceType = await openServiceType(tx, asked.serviceTypeId);
      if (wishedAt && wishedAt < tx.at) throw new Refusal('INVALID', 'This time is past.', ['wishedAt']);
      if (kind === 'OFFER') await activeVolunteer(tx, residentId, dayOf(wishedAt ?? tx.at), 'residentId');
      const { id: placeId, dataOrigin } = await openPlace(tx, resident.placeId, 'residentId');
      return tx.create(ServiceListing, {
        id: newId(), kind, residentId, placeId, serviceTypeId: serviceType.id, note: note ? words(note, 1_000, 'note') : null, wishedAt,
        minutes: counted(await rulesOf(tx), asked.minutes), channel: await channelOf(tx, performer, asked), status: 'OPEN', enteredById: performer.accountId,
        dataOrigin, recordedAt: tx.at,
      });
    });
  }

  /** @throws Refusal NOT_FOUND; WRONG_STATE unless it is open */
  withdraw(performer: Performer, listingId: string): Promise<ServiceListing> {
    return this.#unit.of(performer, 'service_listing.withdraw', async tx => {
      const listing = await tx.get(ServiceListing, listingId);
      if (!listing) throw new Refusal('NOT_FOUND', 'No such listing.', ['listingId']);
      await participant(tx, performer, listing.residentId, 'listingId');
      listing.mustBeOpen();
      listing.status = 'WITHDRAWN';
      return listing;
    });
  }
}

/**
 * How something of a resident's comes in: themselves and who acts for them tell it by entering it.
 * @throws Refusal INVALID at `channel` for a worker's without one
 */
export async function channelOf(tx: Transaction, performer: Performer, { residentId, channel }: Pick<NewListing, 'residentId' | 'channel'>): Promise<ListingChannel> {
  if (isActor(performer) && performer.residentId === residentId) return 'APP';
  if (isActor(performer) && (await ownPeople(tx, performer)).has(residentId)) return 'PROXY';
  if (!channel || channel === 'APP' || channel === 'PROXY') throw new Refusal('INVALID', 'Say how it came in: TELEPHONE, WINDOW or VISIT.', ['channel']);
  return channel;
}
