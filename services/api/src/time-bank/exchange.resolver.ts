import { movesOpenTo } from '@linli/domain/time-bank/exchange.policy';
import { exchangeCount, exchangePage, listingCount, listingPage, type ExchangeFilterValues, type ExchangeRow, type ListingFilterValues, type ServiceListingRow } from '@linli/domain/time-bank/exchanges.read';
import { proposalsFor } from '@linli/domain/time-bank/proposals';
import { isId } from '@linli/domain/shared/ids';
import { one } from '@linli/domain/shared/read';
import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { decodeCursor, pageOf, pageSize, type Page } from '../graphql/connection.ts';
import { badInput } from '../graphql/errors.ts';
import { isGiven } from '../graphql/given.ts';
import { globalId, rowId, rowIdOrNull } from '../graphql/global-id.ts';
import { worksAt } from '../graphql/loaders.ts';
import type { Context } from '../graphql/operation.ts';
import { PlaceType } from '../places/place.type.ts';
import { ExchangeFilter } from './exchange.input.ts';
import { ExchangeConnection, ExchangeStepType, ExchangeType, ServiceListingConnection, ServiceListingType } from './exchange.type.ts';
import { shownPerson, shownServiceType } from './people.ts';
import { ExchangeMoveEnum, moveWord } from './time-bank.enums.ts';
import { ServiceListingFilter } from './time-bank.input.ts';
import { ExchangeProposalType, ServiceTypeType, TimeBankPersonType } from './time-bank.type.ts';

/** Reading services: staff see those of the places they work at, residents their own and those of whom they act for. */
@Resolver(() => ExchangeType)
export class ExchangeResolver {
  @Query(() => ExchangeType, { nullable: true, description: '互助服务 A service by id; null when there is none that one may see.' })
  exchange(@Arg('id', () => ID, { description: 'Global id.' }) id: string, @Ctx() { operation }: Context) {
    return operation.loaders.exchange.load(rowId('Exchange', id));
  }

  @Query(() => ExchangeConnection, { description: '互助服务列表 Services, the latest recorded first.' })
  async exchanges(
    @Arg('filter', () => ExchangeFilter, { nullable: true, description: 'Which ones.' }) filter: ExchangeFilter | undefined,
    @Arg('first', () => Int, { defaultValue: 20, description: 'Rows in the page, 1 to 100.' }) asked: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor of the row before.' }) after: string | undefined,
    @Ctx() { operation }: Context,
  ): Promise<Page<ExchangeRow>> {
    const { placeId, statuses, residentId, toReview, toAudit } = filter ?? {};
    const values: ExchangeFilterValues = [
      await operation.loaders.own(), worksAt(operation), rowIdOrNull('Place', placeId), statuses ?? null, rowIdOrNull('Resident', residentId), toReview ?? null, toAudit ?? null,
    ];
    const first = pageSize(asked);
    const rows = await operation.rows(exchangePage, ...values, ...positionOf(after), first + 1);
    return pageOf(rows, first, isGiven(after), position, async () => (await one(operation, exchangeCount, ...values))?.n ?? 0);
  }

  @FieldResolver(() => ID, { description: 'Global id.' })
  id(@Root() exchange: ExchangeRow): string {
    return globalId('Exchange', exchange.id);
  }

  @FieldResolver(() => PlaceType, { nullable: true, description: '地点 Where it is served.' })
  place(@Root() exchange: ExchangeRow, @Ctx() { operation }: Context) {
    return operation.loaders.place.load(exchange.placeId);
  }

  @FieldResolver(() => ServiceTypeType, { nullable: true, description: '服务项目' })
  serviceType(@Root() exchange: ExchangeRow, @Ctx() { operation }: Context) {
    return shownServiceType(operation, exchange.serviceTypeId);
  }

  @FieldResolver(() => TimeBankPersonType, { description: '服务方 Who serves.' })
  giver(@Root() exchange: ExchangeRow, @Ctx() { operation }: Context) {
    return shownPerson(operation, exchange.giverId);
  }

  @FieldResolver(() => [TimeBankPersonType], { description: '同组服务方 Who serves together with the giver, in a session of several; each has a service of their own.' })
  async together(@Root() { sessionId, giverId }: ExchangeRow, @Ctx() { operation }: Context) {
    const givers = isGiven(sessionId) ? await operation.loaders.sessionGivers.load(sessionId) : [];
    return Promise.all(givers.filter(each => each.giverId !== giverId).map(each => shownPerson(operation, each.giverId)));
  }

  @FieldResolver(() => [TimeBankPersonType], { description: '受益方 Who is served.' })
  async receivers(@Root() exchange: ExchangeRow, @Ctx() { operation }: Context) {
    return Promise.all((await operation.loaders.exchangeReceivers.load(exchange.id)).map(({ residentId }) => shownPerson(operation, residentId)));
  }

  @FieldResolver(() => ServiceListingType, { nullable: true, description: '供需登记 What it answers, where one may see it.' })
  listing(@Root() { listingId }: ExchangeRow, @Ctx() { operation }: Context) {
    return isGiven(listingId) ? operation.loaders.serviceListing.load(listingId) : null;
  }

  @FieldResolver(() => [ExchangeStepType], { description: '服务过程 Its history, oldest first.' })
  async steps(@Root() { id }: ExchangeRow, @Ctx() { operation: { loaders } }: Context) {
    return Promise.all((await loaders.exchangeSteps.load(id)).map(async step => {
      const account = step.accountId ? await loaders.account.load(step.accountId) : null;
      return { ...step, move: moveWord(step.move), by: account && { ...account, id: globalId('Account', account.id) } };
    }));
  }

  @FieldResolver(() => [ExchangeMoveEnum], { description: '可用操作 What whoever asks may do with it now.' })
  async viewerCan(@Root() { id, status, placeId, giverId, sessionId }: ExchangeRow, @Ctx() { operation }: Context) {
    const own = await operation.loaders.own();
    const receivers = await operation.loaders.exchangeReceivers.load(id);
    const lineage = (await operation.loaders.lineage.load(placeId)).map(({ ancestorId }) => ancestorId);
    const together = isGiven(sessionId) ? await operation.loaders.sessionGivers.load(sessionId) : [];
    const servesWith = own.includes(giverId) || together.some(each => own.includes(each.giverId));
    const standpoint = { lineage, gives: own.includes(giverId), servesWith, receives: receivers.some(({ residentId }) => own.includes(residentId)) };
    return movesOpenTo(operation.actor, status, standpoint).map(moveWord);
  }
}

/** Reading offers and requests, likewise. */
@Resolver(() => ServiceListingType)
export class ServiceListingResolver {
  @Query(() => ServiceListingConnection, { description: '供需登记列表 Offers and requests, the latest first.' })
  async serviceListings(
    @Arg('filter', () => ServiceListingFilter, { nullable: true, description: 'Which ones.' }) filter: ServiceListingFilter | undefined,
    @Arg('first', () => Int, { defaultValue: 20, description: 'Rows in the page, 1 to 100.' }) asked: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor of the row before.' }) after: string | undefined,
    @Ctx() { operation }: Context,
  ): Promise<Page<ServiceListingRow>> {
    const { placeId, kinds, statuses, residentId } = filter ?? {};
    const values: ListingFilterValues = [await operation.loaders.own(), worksAt(operation), rowIdOrNull('Place', placeId), kinds ?? null, statuses ?? null, rowIdOrNull('Resident', residentId)];
    const first = pageSize(asked);
    const rows = await operation.rows(listingPage, ...values, ...positionOf(after), first + 1);
    return pageOf(rows, first, isGiven(after), position, async () => (await one(operation, listingCount, ...values))?.n ?? 0);
  }

  @FieldResolver(() => ID, { description: 'Global id.' })
  id(@Root() listing: ServiceListingRow): string {
    return globalId('ServiceListing', listing.id);
  }

  @FieldResolver(() => TimeBankPersonType, { description: '居民 Who offers it, or asks for it.' })
  person(@Root() listing: ServiceListingRow, @Ctx() { operation }: Context) {
    return shownPerson(operation, listing.residentId);
  }

  @FieldResolver(() => PlaceType, { nullable: true, description: '地点' })
  place(@Root() listing: ServiceListingRow, @Ctx() { operation }: Context) {
    return operation.loaders.place.load(listing.placeId);
  }

  @FieldResolver(() => ServiceTypeType, { nullable: true, description: '服务项目' })
  serviceType(@Root() listing: ServiceListingRow, @Ctx() { operation }: Context) {
    return shownServiceType(operation, listing.serviceTypeId);
  }

  @FieldResolver(() => [ExchangeProposalType], { description: '匹配建议 Who could answer an open request, of the volunteers that one works over; the best first, at most 10.' })
  async proposals(@Root() listing: ServiceListingRow, @Ctx() { operation }: Context) {
    const found = await proposalsFor(operation, worksAt(operation), listing, operation.domain.clock.now(), MOST_PROPOSALS);
    return Promise.all(found.map(async proposal => ({ ...proposal, volunteer: await operation.loaders.volunteer.load(proposal.volunteerId) })));
  }
}

const MOST_PROPOSALS = 10;

function position(row: { recordedAt: Date; id: string }): string[] {
  return [row.recordedAt.toISOString(), row.id];
}

function positionOf(after: string | null | undefined): [Date | null, string | null] {
  if (!isGiven(after)) return [null, null];
  const [at = '', id = ''] = decodeCursor(after, 2);
  const recordedAt = new Date(at);
  if (Number.isNaN(recordedAt.getTime()) || !isId(id)) throw badInput('This is not a cursor of this list.');
  return [recordedAt, id];
}
