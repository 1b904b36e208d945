import {
  centreCount, centrePage, programServiceCount, programServicePage, slotCount, slotPage, type CentreRow, type ServiceRow, type SlotFilter, type SlotRow,
} from '@linli/domain/elder-care/shown.read';
import type { ProgramRow } from '@linli/domain/programs/programs.read';
import { addDays, startOf, type CalendarDate } from '@linli/domain/shared/clock';
import { one } from '@linli/domain/shared/read';
import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { pageOf, pageSize } from '../graphql/connection.ts';
import { isGiven } from '../graphql/given.ts';
import { globalId, rowId, rowIdOrNull } from '../graphql/global-id.ts';
import type { Context } from '../graphql/operation.ts';
import { Amount, CalendarDay } from '../graphql/scalars.ts';
import { OrganisationType } from '../organisations/organisation.type.ts';
import { PlaceType } from '../places/place.type.ts';
import { pageById } from '../graphql/page-by-id.ts';
import { ProgramType } from '../programs/program.type.ts';
import { CareCentreConnection, CareCentreType, CareServiceConnection, CareServiceType, CareSlotConnection, CareSlotType } from './centre.type.ts';
import { positionOf } from './position.ts';

/** Centres, for everybody to read. */
@Resolver(() => CareCentreType)
export class CareCentreResolver {
  @Query(() => CareCentreConnection, { description: '养老服务中心 Care centres, the latest first.' })
  careCentres(
    @Arg('placeId', () => ID, { nullable: true, description: '地点 Only those for whoever lives there, or under it.' }) placeId: string | undefined,
    @Arg('first', () => Int, { defaultValue: 20, description: 'Rows in the page, 1 to 100.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor of the row before.' }) after: string | undefined,
    @Ctx() { operation }: Context,
  ) {
    const under = rowIdOrNull('Place', placeId);
    return pageById(first, after, (position, limit) => operation.rows(centrePage, under, position, limit), () => one(operation, centreCount, under));
  }

  @FieldResolver(() => ID, { description: 'Opaque and unique in the whole API.' })
  id(@Root() centre: CentreRow): string {
    return globalId('CareCentre', centre.id);
  }

  @FieldResolver(() => PlaceType, { nullable: true, description: '地点 For whoever lives there or under it.' })
  place(@Root() centre: CentreRow, @Ctx() { operation }: Context) {
    return operation.loaders.place.load(centre.placeId);
  }

  @FieldResolver(() => [CareServiceType], { description: '服务项目 What it offers; what it offers no more comes last.' })
  services(@Root() centre: CentreRow, @Ctx() { operation }: Context) {
    return operation.loaders.careServicesOf.load(centre.id);
  }
}

/** What centres offer, for everybody to read; a sponsor's money for staff alone. */
@Resolver(() => CareServiceType)
export class CareServiceResolver {
  @FieldResolver(() => ID, { description: 'Opaque and unique in the whole API.' })
  id(@Root() service: ServiceRow): string {
    return globalId('CareService', service.id);
  }

  @FieldResolver(() => CareCentreType, { nullable: true, description: '养老服务中心' })
  centre(@Root() { centreId }: ServiceRow, @Ctx() { operation }: Context) {
    return operation.loaders.careCentre.load(centreId);
  }

  @FieldResolver(() => PlaceType, { nullable: true, description: '地点 For whoever lives there or under it.' })
  place(@Root() { placeId }: ServiceRow, @Ctx() { operation }: Context) {
    return operation.loaders.place.load(placeId);
  }

  @FieldResolver(() => ProgramType, { nullable: true, description: '所属项目 The program that it is part of; null where one may not see it.' })
  program(@Root() { programId }: ServiceRow, @Ctx() { operation }: Context) {
    return isGiven(programId) ? operation.loaders.program.load(programId) : null;
  }

  @FieldResolver(() => OrganisationType, { nullable: true, description: '资助单位' })
  sponsor(@Root() { sponsorId }: ServiceRow, @Ctx() { operation }: Context) {
    return isGiven(sponsorId) ? operation.loaders.organisation.load(sponsorId) : null;
  }

  @FieldResolver(() => Amount, { nullable: true, description: '资助余额 What the sponsor has left that is not reserved, in hundredths of a yuan; null without a sponsor, and for who does not work there.' })
  async sponsorLeft(@Root() { id }: ServiceRow, @Ctx() { operation }: Context) {
    return (await operation.loaders.careSponsorLeft.load(id))?.left ?? null;
  }
}

/** What care centres offer within a program. */
@Resolver(() => ProgramType)
export class ProgramCareServicesResolver {
  @FieldResolver(() => CareServiceConnection, { description: '养老服务项目 What care centres offer as part of it, the latest first.' })
  careServices(
    @Arg('first', () => Int, { defaultValue: 20, description: 'Rows in the page, 1 to 100.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor of the row before.' }) after: string | undefined,
    @Root() { id }: ProgramRow, @Ctx() { operation }: Context,
  ) {
    return pageById(first, after, (position, limit) => operation.rows(programServicePage, id, position, limit), () => one(operation, programServiceCount, id));
  }
}

/** When services are given, for everybody to read. */
@Resolver(() => CareSlotType)
export class CareSlotResolver {
  @Query(() => CareSlotConnection, { description: '场次 When services are given, the first first.' })
  async careSlots(
    @Arg('centreId', () => ID, { nullable: true, description: '养老服务中心 Only this centre\'s.' }) centreId: string | undefined,
    @Arg('serviceId', () => ID, { nullable: true, description: '养老服务项目 Only of this service.' }) serviceId: string | undefined,
    @Arg('fromDay', () => CalendarDay, { nullable: true, description: '起 The first day.' }) fromDay: CalendarDate | undefined,
    @Arg('toDay', () => CalendarDay, { nullable: true, description: '止 The last day.' }) toDay: CalendarDate | undefined,
    @Arg('first', () => Int, { defaultValue: 50, description: 'Rows in the page, 1 to 100.' }) asked: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor of the row before.' }) after: string | undefined,
    @Ctx() { operation }: Context,
  ) {
    const values: SlotFilter = [
      rowIdOrNull('CareCentre', centreId), rowIdOrNull('CareService', serviceId), isGiven(fromDay) ? startOf(fromDay) : null, isGiven(toDay) ? startOf(addDays(toDay, 1)) : null,
    ];
    const first = pageSize(asked);
    const rows = await operation.rows(slotPage, ...values, ...positionOf(after), first + 1);
    return pageOf(rows, first, isGiven(after), row => [row.startsAt.toISOString(), row.id], async () => (await one(operation, slotCount, ...values))?.n ?? 0);
  }

  @Query(() => CareSlotType, { nullable: true, description: '场次 A slot by id; null when there is none.' })
  careSlot(@Arg('id', () => ID, { description: 'Global id.' }) id: string, @Ctx() { operation }: Context) {
    return operation.loaders.careSlot.load(rowId('CareSlot', id));
  }

  @FieldResolver(() => ID, { description: 'Opaque and unique in the whole API.' })
  id(@Root() slot: SlotRow): string {
    return globalId('CareSlot', slot.id);
  }

  @FieldResolver(() => CareServiceType, { nullable: true, description: '养老服务项目' })
  service(@Root() { serviceId }: SlotRow, @Ctx() { operation }: Context) {
    return operation.loaders.careService.load(serviceId);
  }
}
