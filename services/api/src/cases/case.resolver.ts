import { assists, movesOpenTo, worksOn, type Standpoint } from '@linli/domain/cases/case.policy';
import { ADMINS, holds } from '@linli/domain/access/actor';
import {
  caseByTracking, caseCount, casePage, casesChanged, categories, organisationsForCategory, type CaseFilterValues, type CaseRow,
} from '@linli/domain/cases/cases.read';
import { maskName } from '@linli/domain/people/masking';
import { isId } from '@linli/domain/shared/ids';
import { one } from '@linli/domain/shared/read';
import { Arg, Args, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { ChangesArgs, changesSince } from '../graphql/changes.ts';
import { decodeCursor, pageOf, pageSize, type Page } from '../graphql/connection.ts';
import { badInput } from '../graphql/errors.ts';
import { isGiven } from '../graphql/given.ts';
import { globalId, rowId, rowIdOrNull } from '../graphql/global-id.ts';
import { recordKey, viewerOf } from '../graphql/loaders.ts';
import type { Context, Operation } from '../graphql/operation.ts';
import { AttachmentType } from '../attachments/attachment.type.ts';
import { OrganisationType } from '../organisations/organisation.type.ts';
import { AddressType } from '../places/address.type.ts';
import { PlaceType, WorkerType } from '../places/place.type.ts';
import { ResidentType } from '../register/resident.type.ts';
import { CaseMoveEnum, moveWord } from './case.enums.ts';
import { CaseFilter } from './case.input.ts';
import { CoHandlerType, CaseCategoryType, CaseChanges, CaseConnection, CaseStepType, CaseType } from './case.type.ts';

/** Reading cases: staff see those of the places they work at, residents their own, and who acts for them. */
@Resolver(() => CaseType)
export class CaseResolver {
  @Query(() => CaseConnection, { description: '诉求列表 Cases, the latest received first.' })
  async cases(
    @Arg('filter', () => CaseFilter, { nullable: true, description: 'Which ones.' }) filter: CaseFilter | undefined,
    @Arg('first', () => Int, { defaultValue: 20, description: 'Rows in the page, 1 to 100.' }) asked: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor of the row before.' }) after: string | undefined,
    @Ctx() { operation }: Context,
  ): Promise<Page<CaseRow>> {
    const first = pageSize(asked);
    const values = filterValues(operation, filter ?? {});
    const [at, id] = isGiven(after) ? casePosition(after) : [null, null];
    const rows = await operation.rows(casePage, ...values, at, id, first + 1);
    return pageOf(rows, first, isGiven(after), row => [row.receivedAt.toISOString(), row.id],
      async () => (await one(operation, caseCount, ...values))?.n ?? 0);
  }

  @Query(() => CaseChanges, { description: '增量 Cases that changed since one last asked, each once, as they are now; everything when asked for the first time.' })
  casesChanged(@Args(() => ChangesArgs) { since, placeId, first }: ChangesArgs, @Ctx() { operation }: Context) {
    const seen = [...viewerOf(operation), rowIdOrNull('Place', placeId)] as const;
    return changesSince(operation, since, first, ({ xid, id }, limit) => operation.rows(casesChanged, ...seen, xid, id, limit));
  }

  @Query(() => CaseType, { nullable: true, description: '诉求 A case by id or by tracking number; null when there is none that one may see.' })
  case(
    @Arg('id', () => ID, { nullable: true, description: 'Global id.' }) id: string | undefined,
    @Arg('trackingNumber', () => String, { nullable: true, description: '受理编号' }) trackingNumber: string | undefined,
    @Ctx() { operation }: Context,
  ) {
    if (isGiven(id) === isGiven(trackingNumber)) throw badInput('Give either an id or a tracking number.');
    if (isGiven(id)) return operation.loaders.case.load(rowId('Case', id));
    return one(operation, caseByTracking, ...viewerOf(operation), trackingNumber ?? '');
  }

  @Query(() => [CaseCategoryType], { description: '事项类别 The district\'s categories, by code.' })
  caseCategories(@Ctx() { operation }: Context) {
    return operation.rows(categories);
  }

  @FieldResolver(() => ID, { description: 'Opaque and unique in the whole API.' })
  id(@Root() matter: CaseRow): string {
    return globalId('Case', matter.id);
  }

  @FieldResolver(() => PlaceType, { nullable: true, description: '地点 The deepest place known.' })
  place(@Root() matter: CaseRow, @Ctx() { operation }: Context) {
    return operation.loaders.place.load(matter.placeId);
  }

  @FieldResolver(() => AddressType, { nullable: true, description: '地址 Where it is, if that is an address.' })
  address(@Root() matter: CaseRow, @Ctx() { operation }: Context) {
    return matter.addressId === null ? null : operation.loaders.address.load(matter.addressId);
  }

  @FieldResolver(() => CaseCategoryType, { nullable: true, description: '事项类别' })
  category(@Root() matter: CaseRow, @Ctx() { operation }: Context) {
    return operation.loaders.category.load(matter.categoryId);
  }

  @FieldResolver(() => WorkerType, { nullable: true, description: '经办人 Who has it.' })
  assignee(@Root() matter: CaseRow, @Ctx() { operation }: Context) {
    return worker(operation, matter.assigneeId);
  }

  @FieldResolver(() => WorkerType, { nullable: true, description: '首接责任人 Who received it first and stays responsible.' })
  firstReceiver(@Root() matter: CaseRow, @Ctx() { operation }: Context) {
    return worker(operation, matter.firstReceiverId);
  }

  @FieldResolver(() => String, { nullable: true, description: '联系人 Masked.' })
  contactName(@Root() matter: CaseRow): string | null {
    return matter.contactName === null ? null : maskName(matter.contactName);
  }

  @FieldResolver(() => ResidentType, { nullable: true, description: '居民 Whose matter it is, when that is known and one may see them.' })
  resident(@Root() matter: CaseRow, @Ctx() { operation }: Context) {
    return matter.residentId === null ? null : operation.loaders.resident.load(matter.residentId);
  }

  @FieldResolver(() => CaseType, { nullable: true, description: '主诉求 The case that it was merged into.' })
  mergedInto(@Root() matter: CaseRow, @Ctx() { operation }: Context) {
    return matter.mergedIntoId === null ? null : operation.loaders.case.load(matter.mergedIntoId);
  }

  @FieldResolver(() => [CaseStepType], { description: '办理记录 Its history, oldest first.' })
  async steps(@Root() matter: CaseRow, @Ctx() { operation }: Context) {
    const steps = await operation.loaders.steps.load(matter.id);
    const worksThere = worksOn(operation.actor, matter, await standpointOf(operation, matter));
    return steps.map(step => ({
      ...step, id: globalId('CaseStep', step.id), move: moveWord(step.move), note: worksThere ? step.note : null,
    }));
  }

  @FieldResolver(() => [AttachmentType], { description: '附件 Its files, the first attached first.' })
  attachments(@Root() matter: CaseRow, @Ctx() { operation }: Context) {
    return operation.loaders.attachments.load(recordKey({ recordKind: 'Case', recordId: matter.id }));
  }

  @FieldResolver(() => [CaseMoveEnum], { description: '可用操作 The moves that the viewer may make now.' })
  async viewerCanMove(@Root() matter: CaseRow, @Ctx() { operation }: Context): Promise<string[]> {
    return movesOpenTo(operation.actor, matter, await standpointOf(operation, matter)).map(moveWord);
  }

  @FieldResolver(() => OrganisationType, { nullable: true, description: '承办单位 The organisation that has it, when it is none of the workers.' })
  assigneeOrganisation(@Root() matter: CaseRow, @Ctx() { operation }: Context) {
    return matter.assigneeOrganisationId === null ? null : operation.loaders.organisation.load(matter.assigneeOrganisationId);
  }

  @FieldResolver(() => [CoHandlerType], { description: '协办 Who assists: they see it and may add words; empty to those who do not work on it.' })
  async coHandlers(@Root() matter: CaseRow, @Ctx() { operation }: Context) {
    if (!worksOn(operation.actor, matter, await standpointOf(operation, matter))) return [];
    const { coHandlers, organisation } = operation.loaders;
    return Promise.all((await coHandlers.load(matter.id)).map(async ({ accountId, organisationId, addedAt }) => ({
      addedAt, account: await worker(operation, accountId), organisation: organisationId === null ? null : await organisation.load(organisationId),
    })));
  }

  @FieldResolver(() => [OrganisationType], { description: '建议承办单位 Open organisations that serve its place and answer for its category, the closest first; empty to all but admins over the place.' })
  async suggestedOrganisations(@Root() matter: CaseRow, @Ctx() { operation }: Context) {
    const lineage = await lineageOf(operation, matter);
    return holds(operation.actor, ADMINS, lineage) ? operation.rows(organisationsForCategory, matter.categoryId, lineage) : [];
  }
}

/** Categories under their global ids. */
@Resolver(() => CaseCategoryType)
export class CaseCategoryResolver {
  @FieldResolver(() => ID)
  id(@Root() category: CaseCategoryType): string {
    return globalId('CaseCategory', category.id);
  }
}

async function lineageOf(operation: Operation, matter: CaseRow): Promise<string[]> {
  return (await operation.loaders.lineage.load(matter.placeId)).map(line => line.ancestorId);
}

async function standpointOf(operation: Operation, matter: CaseRow): Promise<Standpoint> {
  const { actor, loaders } = operation;
  return {
    lineage: await lineageOf(operation, matter), assists: assists(actor, await loaders.coHandlers.load(matter.id)),
    actsFor: matter.residentId !== null && (await loaders.own()).includes(matter.residentId),
  };
}

async function worker({ loaders }: Operation, id: string | null) {
  const account = id === null ? null : await loaders.account.load(id);
  return account && { ...account, id: globalId('Account', account.id) };
}

function filterValues(operation: Operation, filter: CaseFilter): CaseFilterValues {
  return [
    ...viewerOf(operation), rowIdOrNull('Place', filter.placeId), filter.statuses ?? null, filter.kinds ?? null,
    rowIdOrNull('Account', filter.assigneeId), filter.overdue ?? null, filter.receivedFrom ?? null, filter.receivedTo ?? null,
    rowIdOrNull('Organisation', filter.assigneeOrganisationId), rowIdOrNull('Resident', filter.residentId),
  ];
}

function casePosition(after: string): [Date, string] {
  const [at = '', id = ''] = decodeCursor(after, 2);
  const received = new Date(at);
  if (Number.isNaN(received.getTime()) || !isId(id)) throw badInput('This is not a cursor of this list.');
  return [received, id];
}
