import { pairCount, pairPage, type BuddyContactRow, type BuddyPairRow, type PairFilter } from '@linli/domain/digital-bridge/shown.read';
import { one } from '@linli/domain/shared/read';
import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { ActivityPersonType } from '../activities/activity.type.ts';
import { isGiven } from '../graphql/given.ts';
import { globalId, rowIdOrNull } from '../graphql/global-id.ts';
import type { Context } from '../graphql/operation.ts';
import { pageById } from '../graphql/page-by-id.ts';
import { WorkerType } from '../places/place.type.ts';
import { ProgramType } from '../programs/program.type.ts';
import { shownAccount } from '../register/shown.ts';
import { shownPerson } from '../time-bank/people.ts';
import { pairSeer } from './bridge.loaders.ts';
import { BuddyContactType, BuddyPairConnection, BuddyPairType, SeniorSkillType } from './bridge.type.ts';

/** Reading pairs: either of the two, who acts for the senior, and who works in the program. */
@Resolver(() => BuddyPairType)
export class BuddyPairResolver {
  @Query(() => BuddyPairConnection, { description: '结对列表 Pairs that one may see, the latest recorded first: a buddy\'s own, a senior\'s own, a program\'s for who works in it.' })
  async buddyPairs(
    @Arg('programId', () => ID, { nullable: true, description: '项目 Only those of it.' }) programId: string | undefined,
    @Arg('open', () => Boolean, { nullable: true, description: '进行中 Only those that have not ended, or only those that have.' }) open: boolean | undefined,
    @Arg('first', () => Int, { defaultValue: 20, description: 'Rows in the page, 1 to 100.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor of the row before.' }) after: string | undefined,
    @Ctx() { operation }: Context,
  ) {
    const values: PairFilter = [...(await pairSeer(operation)), rowIdOrNull('Program', programId), open ?? null];
    return pageById(first, after, (position, limit) => operation.rows(pairPage, ...values, position, limit), () => one(operation, pairCount, ...values));
  }

  @FieldResolver(() => ID, { description: 'Opaque and unique in the whole API.' })
  id(@Root() { id }: BuddyPairRow): string {
    return globalId('BuddyPair', id);
  }

  @FieldResolver(() => ProgramType, { nullable: true, description: '项目 Null where one may not see it.' })
  program(@Root() { programId }: BuddyPairRow, @Ctx() { operation }: Context) {
    return operation.loaders.program.load(programId);
  }

  @FieldResolver(() => ActivityPersonType, { description: '老人' })
  senior(@Root() { seniorId }: BuddyPairRow, @Ctx() { operation }: Context) {
    return shownPerson(operation, seniorId);
  }

  @FieldResolver(() => ID, { description: '居民编号 The senior\'s, for the buddy\'s commands: also of somebody whose record one may not see.' })
  seniorId(@Root() { seniorId }: BuddyPairRow): string {
    return globalId('Resident', seniorId);
  }

  @FieldResolver(() => ActivityPersonType, { description: '志愿者' })
  buddy(@Root() { buddyId }: BuddyPairRow, @Ctx() { operation }: Context) {
    return shownPerson(operation, buddyId);
  }

  @FieldResolver(() => [BuddyContactType], { description: '联系记录 The latest first.' })
  contacts(@Root() { id }: BuddyPairRow, @Ctx() { operation }: Context) {
    return operation.loaders.bridge.contactsOf.load(id);
  }

  @FieldResolver(() => [SeniorSkillType], { description: '数字技能 The senior\'s, as far as one may see them.' })
  skills(@Root() { seniorId }: BuddyPairRow, @Ctx() { operation }: Context) {
    return operation.loaders.bridge.skillsOf.load(seniorId);
  }

  @FieldResolver(() => Boolean, { description: '可登记 Whether the viewer is the buddy of a pair that has not ended.' })
  viewerIsBuddy(@Root() { buddyId, endedAt }: BuddyPairRow, @Ctx() { operation }: Context): boolean {
    return !isGiven(endedAt) && operation.actor.residentId === buddyId;
  }
}

@Resolver(() => BuddyContactType)
export class BuddyContactResolver {
  @FieldResolver(() => String, { nullable: true, description: '说明 Null where there was none, and once one of the two was erased.' })
  note(@Root() { noteSealed }: BuddyContactRow, @Ctx() { operation }: Context) {
    return isGiven(noteSealed) ? operation.domain.sealer.open(noteSealed) : null;
  }

  @FieldResolver(() => WorkerType, { nullable: true, description: '登记人' })
  recordedBy(@Root() { recordedById }: BuddyContactRow, @Ctx() { operation }: Context) {
    return shownAccount(operation, recordedById);
  }
}
