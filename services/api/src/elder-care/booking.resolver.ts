import { bookingCount, bookingPage, bookingsChanged, type BookingFilter, type BookingRow } from '@linli/domain/elder-care/shown.read';
import { addDays, startOf } from '@linli/domain/shared/clock';
import { one } from '@linli/domain/shared/read';
import { Arg, Args, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { ChangesArgs, changesSince } from '../graphql/changes.ts';
import { isGiven } from '../graphql/given.ts';
import { globalId, rowId, rowIdOrNull } from '../graphql/global-id.ts';
import { worksAt } from '../graphql/loaders.ts';
import type { Context } from '../graphql/operation.ts';
import { PlaceType } from '../places/place.type.ts';
import { pageById } from '../graphql/page-by-id.ts';
import { ResidentType } from '../register/resident.type.ts';
import { CareBookingFilter } from './booking.input.ts';
import { CareBookingChanges, CareBookingConnection, CareBookingType } from './booking.type.ts';
import { CareServiceType, CareSlotType } from './centre.type.ts';

/** Reading bookings: elders their own and those of whom they act for, staff those of the people where they work. */
@Resolver(() => CareBookingType)
export class CareBookingResolver {
  @Query(() => CareBookingConnection, { description: '服务预约 Bookings that one may see, the latest made first.' })
  async careBookings(
    @Arg('filter', () => CareBookingFilter, { nullable: true, description: 'Which ones.' }) filter: CareBookingFilter | undefined,
    @Arg('first', () => Int, { defaultValue: 50, description: 'Rows in the page, 1 to 100.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor of the row before.' }) after: string | undefined,
    @Ctx() { operation }: Context,
  ) {
    const { placeId, residentId, centreId, slotId, states, day } = filter ?? {};
    const values: BookingFilter = [
      await operation.loaders.own(), worksAt(operation), rowIdOrNull('Place', placeId), rowIdOrNull('Resident', residentId), rowIdOrNull('CareCentre', centreId),
      rowIdOrNull('CareSlot', slotId), states ?? null, isGiven(day) ? startOf(day) : null, isGiven(day) ? startOf(addDays(day, 1)) : null,
    ];
    return pageById(first, after, (position, limit) => operation.rows(bookingPage, ...values, position, limit), () => one(operation, bookingCount, ...values));
  }

  @Query(() => CareBookingType, { nullable: true, description: '服务预约 A booking by id; null when there is none that one may see.' })
  careBooking(@Arg('id', () => ID, { description: 'Global id.' }) id: string, @Ctx() { operation }: Context) {
    return operation.loaders.careBooking.load(rowId('CareBooking', id));
  }

  @Query(() => CareBookingChanges, { description: '增量 Bookings that changed since one last asked, each once, as they are now; everything when asked for the first time.' })
  async careBookingsChanged(@Args(() => ChangesArgs) { since, placeId, first }: ChangesArgs, @Ctx() { operation }: Context) {
    const seen = [await operation.loaders.own(), worksAt(operation), rowIdOrNull('Place', placeId)] as const;
    return changesSince(operation, since, first, ({ xid, id }, limit) => operation.rows(bookingsChanged, ...seen, xid, id, limit));
  }

  @FieldResolver(() => ID, { description: 'Opaque and unique in the whole API.' })
  id(@Root() booking: BookingRow): string {
    return globalId('CareBooking', booking.id);
  }

  @FieldResolver(() => CareSlotType, { nullable: true, description: '场次' })
  slot(@Root() booking: BookingRow, @Ctx() { operation }: Context) {
    return operation.loaders.careSlot.load(booking.slotId);
  }

  @FieldResolver(() => CareServiceType, { nullable: true, description: '养老服务项目' })
  service(@Root() booking: BookingRow, @Ctx() { operation }: Context) {
    return operation.loaders.careService.load(booking.serviceId);
  }

  @FieldResolver(() => ResidentType, { nullable: true, description: '居民 For whom; null when one may not see them.' })
  resident(@Root() booking: BookingRow, @Ctx() { operation }: Context) {
    return operation.loaders.resident.load(booking.residentId);
  }

  @FieldResolver(() => PlaceType, { nullable: true, description: '居住地 Where they lived.' })
  place(@Root() booking: BookingRow, @Ctx() { operation }: Context) {
    return operation.loaders.place.load(booking.placeId);
  }
}
