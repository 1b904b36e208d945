import {
  incidentCount, incidentPage, stayCount, stayPage, visitCount, visitPage, visitsChanged, type IncidentRow, type PairRow, type PlanRow, type StayFilter, type StayRow,
  type VisitFilter, type VisitRow,
} from '@linli/domain/elder-care/shown-visits.read';
import type { CentreRow } from '@linli/domain/elder-care/shown.read';
import { maskName } from '@linli/domain/people/masking';
import { addDays, dayOf, startOf, type CalendarDate } from '@linli/domain/shared/clock';
import { one } from '@linli/domain/shared/read';
import { Arg, Args, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { RecordChangeType, shownHistory } from '../audit/history.type.ts';
import { ChangesArgs, changesSince } from '../graphql/changes.ts';
import { pageOf, pageSize } from '../graphql/connection.ts';
import { isGiven } from '../graphql/given.ts';
import { globalId, rowIdOrNull } from '../graphql/global-id.ts';
import { worksAt } from '../graphql/loaders.ts';
import type { Context, Operation } from '../graphql/operation.ts';
import { CalendarDay } from '../graphql/scalars.ts';
import { PlaceType, WorkerType } from '../places/place.type.ts';
import { pageById } from '../graphql/page-by-id.ts';
import { shownAccount } from '../register/shown.ts';
import { ResidentType } from '../register/resident.type.ts';
import { CareCentreType } from './centre.type.ts';
import { positionOf } from './position.ts';
import { WellbeingVisitFilter } from './wellbeing.input.ts';
import {
  CareIncidentConnection, CareIncidentType, CareStayConnection, CareStayType, MutualAidPairType, WellbeingPlanType, WellbeingVisitChanges, WellbeingVisitConnection, WellbeingVisitType,
} from './wellbeing.type.ts';

/** Reading visits: staff those of the places they work at, the mutual-aid team those they make, elders and proxies their own. */
@Resolver(() => WellbeingVisitType)
export class WellbeingVisitResolver {
  @Query(() => WellbeingVisitConnection, { description: '探访 Visits that one may see, the first due first; those that are DUE by today make today\'s list.' })
  async wellbeingVisits(
    @Arg('filter', () => WellbeingVisitFilter, { nullable: true, description: 'Which ones.' }) filter: WellbeingVisitFilter | undefined,
    @Arg('first', () => Int, { defaultValue: 50, description: 'Rows in the page, 1 to 100.' }) asked: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor of the row before.' }) after: string | undefined,
    @Ctx() { operation }: Context,
  ) {
    const { placeId, residentId, states, levels, dueBy } = filter ?? {};
    const values: VisitFilter = [
      ...(await seer(operation)), rowIdOrNull('Place', placeId), rowIdOrNull('Resident', residentId), states ?? null, levels ?? null, isGiven(dueBy) ? startOf(addDays(dueBy, 1)) : null,
    ];
    const first = pageSize(asked);
    const rows = await operation.rows(visitPage, ...values, ...positionOf(after), first + 1);
    return pageOf(rows, first, isGiven(after), row => [row.dueAt.toISOString(), row.id], async () => (await one(operation, visitCount, ...values))?.n ?? 0);
  }

  @Query(() => WellbeingVisitChanges, { description: '增量 Visits that changed since one last asked, each once, as they are now; everything when asked for the first time.' })
  async wellbeingVisitsChanged(@Args(() => ChangesArgs) { since, placeId, first }: ChangesArgs, @Ctx() { operation }: Context) {
    const seen = [...(await seer(operation)), rowIdOrNull('Place', placeId)] as const;
    return changesSince(operation, since, first, ({ xid, id }, limit) => operation.rows(visitsChanged, ...seen, xid, id, limit));
  }

  @FieldResolver(() => ID, { description: 'Opaque and unique in the whole API.' })
  id(@Root() visit: VisitRow): string {
    return globalId('WellbeingVisit', visit.id);
  }

  @FieldResolver(() => CalendarDay, { description: '截止日 The last day to visit them.' })
  dueOn(@Root() { dueAt }: VisitRow): CalendarDate {
    return dayOf(dueAt);
  }

  @FieldResolver(() => String, { description: '姓名 The elder\'s, masked.' })
  name(@Root() { residentId }: VisitRow, @Ctx() { operation }: Context) {
    return nameOf(operation, residentId);
  }

  @FieldResolver(() => ResidentType, { nullable: true, description: '居民 Null when one may not see their record.' })
  resident(@Root() { residentId }: VisitRow, @Ctx() { operation }: Context) {
    return operation.loaders.resident.load(residentId);
  }

  @FieldResolver(() => PlaceType, { nullable: true, description: '居住地 Where they live, or lived then.' })
  place(@Root() { placeId }: VisitRow, @Ctx() { operation }: Context) {
    return operation.loaders.place.load(placeId);
  }

  @FieldResolver(() => WorkerType, { nullable: true, description: '探访人' })
  doneBy(@Root() { doneById }: VisitRow, @Ctx() { operation }: Context) {
    return shownAccount(operation, doneById);
  }
}

/** How often an elder is visited, for whoever may see them. */
@Resolver(() => ResidentType)
export class ResidentWellbeingResolver {
  @FieldResolver(() => WellbeingPlanType, { nullable: true, description: '探访计划 Null when they have never been assessed.' })
  wellbeingPlan(@Root() { id }: { id: string }, @Ctx() { operation }: Context) {
    return operation.loaders.wellbeingPlan.load(id);
  }
}

/** What a plan was before. */
@Resolver(() => WellbeingPlanType)
export class WellbeingPlanResolver {
  @FieldResolver(() => [RecordChangeType], { description: '评估记录 What it was before, the latest first.' })
  history(@Root() { id }: PlanRow, @Ctx() { operation }: Context) {
    return shownHistory(operation, id);
  }
}

/** The day at a centre: how many are there for everybody, who and what happened for who works there. */
@Resolver(() => CareCentreType)
export class CareCentreDayResolver {
  @FieldResolver(() => Int, { description: '在中心人数 How many are there now.' })
  async occupancy(@Root() { id }: CentreRow, @Ctx() { operation }: Context) {
    return (await operation.loaders.careOccupancy.load(id))?.n ?? 0;
  }

  @FieldResolver(() => [MutualAidPairType], { description: '银发互助队 Who of its team visits whom, of those that one may see.' })
  mutualAid(@Root() { id }: CentreRow, @Ctx() { operation }: Context) {
    return operation.loaders.mutualAidOf.load(id);
  }

  @FieldResolver(() => CareStayConnection, { description: '到离登记 Who was there, of those that one may see, the latest first.' })
  async stays(
    @Root() { id }: CentreRow,
    @Arg('day', () => CalendarDay, { nullable: true, description: '日期 Only who came on this day.' }) day: CalendarDate | undefined,
    @Arg('first', () => Int, { defaultValue: 50, description: 'Rows in the page, 1 to 100.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor of the row before.' }) after: string | undefined,
    @Ctx() { operation }: Context,
  ) {
    const values: StayFilter = [...(await seer(operation)), id, isGiven(day) ? startOf(day) : null, isGiven(day) ? startOf(addDays(day, 1)) : null];
    return pageById(first, after, (position, limit) => operation.rows(stayPage, ...values, position, limit), () => one(operation, stayCount, ...values));
  }

  @FieldResolver(() => CareIncidentConnection, { description: '意外事件 Its incident log, for who works there; and what happened to oneself and whom one acts for.' })
  async incidents(
    @Root() { id }: CentreRow,
    @Arg('first', () => Int, { defaultValue: 20, description: 'Rows in the page, 1 to 100.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor of the row before.' }) after: string | undefined,
    @Ctx() { operation }: Context,
  ) {
    const values = [...(await seer(operation)), id] as const;
    return pageById(first, after, (position, limit) => operation.rows(incidentPage, ...values, position, limit), () => one(operation, incidentCount, ...values));
  }
}

@Resolver(() => CareStayType)
export class CareStayResolver {
  @FieldResolver(() => ID, { description: 'Opaque and unique in the whole API.' })
  id(@Root() stay: StayRow): string {
    return globalId('CareStay', stay.id);
  }

  @FieldResolver(() => ResidentType, { nullable: true, description: '居民 Null when one may not see them.' })
  resident(@Root() { residentId }: StayRow, @Ctx() { operation }: Context) {
    return operation.loaders.resident.load(residentId);
  }
}

@Resolver(() => CareIncidentType)
export class CareIncidentResolver {
  @FieldResolver(() => ID, { description: 'Opaque and unique in the whole API.' })
  id(@Root() incident: IncidentRow): string {
    return globalId('CareIncident', incident.id);
  }

  @FieldResolver(() => String, { nullable: true, description: '经过 Null once the data of whom it is about was erased.' })
  description(@Root() { textSealed }: IncidentRow, @Ctx() { operation }: Context) {
    return isGiven(textSealed) ? operation.domain.sealer.open(textSealed) : null;
  }

  @FieldResolver(() => ResidentType, { nullable: true, description: '居民 Whom it happened to; null also when one may not see them.' })
  resident(@Root() { residentId }: IncidentRow, @Ctx() { operation }: Context) {
    return isGiven(residentId) ? operation.loaders.resident.load(residentId) : null;
  }
}

@Resolver(() => MutualAidPairType)
export class MutualAidPairResolver {
  @FieldResolver(() => ID, { description: 'Opaque and unique in the whole API.' })
  id(@Root() pair: PairRow): string {
    return globalId('MutualAidPair', pair.id);
  }

  @FieldResolver(() => String, { description: '探访人 Masked.' })
  visitor(@Root() { visitorId }: PairRow, @Ctx() { operation }: Context) {
    return nameOf(operation, visitorId);
  }

  @FieldResolver(() => String, { description: '受访人 Masked.' })
  elder(@Root() { residentId }: PairRow, @Ctx() { operation }: Context) {
    return nameOf(operation, residentId);
  }
}

/** Who looks: oneself and whom one acts for, and the places one works at. */
async function seer(operation: Operation): Promise<[string[], string[]]> {
  return [await operation.loaders.own(), worksAt(operation)];
}

async function nameOf({ loaders }: Operation, residentId: string): Promise<string> {
  return maskName((await loaders.exchangeName.load(residentId))?.name ?? '');
}
