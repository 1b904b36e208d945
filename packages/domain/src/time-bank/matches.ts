import type { Actor } from '../access/actor.ts';
import { Resident } from '../people/resident.entity.ts';
import { openPlace } from '../places/open-place.ts';
import type { Place } from '../places/place.entity.ts';
import { participant, worksOver } from '../register/acting.ts';
import { dayOf } from '../shared/clock.ts';
import { Refusal } from '../shared/refusal.ts';
import type { Transaction } from '../shared/transaction.ts';
import type { PolicyRules } from './policy.rule.ts';
import { ServiceListing } from './service-listing.entity.ts';
import { mustBeNoKin } from './standing.ts';
import { openServiceType } from './time-bank-settings.service.ts';
import { activeVolunteer } from './volunteers.service.ts';

/** Who is to serve whom: what a listing tells need not be told again. */
export interface NewExchange {
  readonly listingId?: string | undefined;
  readonly giverId?: string | undefined;
  /** Several who serve together, in place of one. */
  readonly giverIds?: readonly string[] | undefined;
  readonly receiverIds?: readonly string[] | undefined;
  readonly serviceTypeId?: string | undefined;
}

/** What comes of it. */
export interface Match {
  readonly place: Place;
  readonly listing: ServiceListing | null;
  readonly giverIds: readonly string[];
  readonly receiverIds: readonly string[];
  readonly serviceTypeId: string;
}

const MOST_RECEIVERS = 50;
const MOST_GIVERS = 20;

/**
 * Brings giver and receivers together, by staff over the place of all of them.
 * @throws Refusal NOT_FOUND for listing, service or a person whom the actor does not work over; INVALID for what is missing, too many receivers,
 *   oneself or kin at `giverId` (`giverIds` of several), or several for a listing; WRONG_STATE for a listing that is not open, or a giver who is no volunteer
 */
export async function matched(tx: Transaction, actor: Actor, rules: PolicyRules, asked: NewExchange): Promise<Match> {
  const listing = asked.listingId === undefined ? null : await openListing(tx, actor, asked.listingId);
  const field = asked.giverIds === undefined ? 'giverId' : 'giverIds';
  const named = asked.giverIds ?? (asked.giverId === undefined ? [] : [asked.giverId]);
  const giverIds = listing?.kind === 'OFFER' ? [listing.residentId] : [...new Set(named)];
  const receiverIds = listing?.kind === 'REQUEST' ? [listing.residentId] : [...new Set(asked.receiverIds)];
  const serviceTypeId = listing?.serviceTypeId ?? asked.serviceTypeId;
  if (giverIds.length === 0 || giverIds.length > MOST_GIVERS) throw new Refusal('INVALID', 'Say who serves.', [field]);
  if (listing && asked.giverIds !== undefined) throw new Refusal('INVALID', 'One volunteer answers a request; several serve in a session of their own.', ['giverIds']);
  if (receiverIds.length === 0 || receiverIds.length > MOST_RECEIVERS) throw new Refusal('INVALID', `Name 1 to ${MOST_RECEIVERS} people who are served.`, ['receiverIds']);
  if (serviceTypeId === undefined) throw new Refusal('INVALID', 'Say which service.', ['serviceTypeId']);
  await openServiceType(tx, serviceTypeId);
  const givers: Resident[] = [];
  for (const id of giverIds) {
    givers.push(await overseen(tx, actor, id, field));
    await activeVolunteer(tx, id, dayOf(tx.at), field);
  }
  const receivers: Resident[] = [];
  for (const id of receiverIds) receivers.push(await overseen(tx, actor, id, 'receiverIds'));
  for (const giver of givers) {
    for (const receiver of receivers) await mustBeNoKin(tx, rules, giver, receiver, field);
  }
  const place = await openPlace(tx, listing?.placeId ?? receivers[0]?.placeId ?? '', 'listingId');
  return { place, listing, giverIds, receiverIds, serviceTypeId };
}

async function openListing(tx: Transaction, actor: Actor, listingId: string): Promise<ServiceListing> {
  const listing = await tx.get(ServiceListing, listingId);
  if (!listing || !(await worksOver(tx, actor, listing.placeId))) throw new Refusal('NOT_FOUND', 'No such listing.', ['listingId']);
  listing.mustBeOpen();
  return listing;
}

/** Somebody whom the actor works over, not merely themselves or whom they act for. */
async function overseen(tx: Transaction, actor: Actor, residentId: string, field: string): Promise<Resident> {
  const resident = await tx.findOne(Resident, { id: residentId });
  if (!resident || !(await worksOver(tx, actor, resident.placeId))) throw new Refusal('NOT_FOUND', 'No such resident.', [field]);
  return participant(tx, actor, residentId, field);
}
