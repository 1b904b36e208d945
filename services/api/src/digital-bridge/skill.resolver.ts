import type { BridgeItemKind } from '@linli/domain/digital-bridge/bridge-item.entity';
import { bridgeItems, type BridgeItemRow, type SeniorSkillRow, type SkillObservationRow } from '@linli/domain/digital-bridge/shown.read';
import type { ActivitySignUpRow } from '@linli/domain/activities/activities.read';
import { Arg, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { ActivityPersonType, ActivitySignUpType } from '../activities/activity.type.ts';
import { globalId } from '../graphql/global-id.ts';
import type { Context } from '../graphql/operation.ts';
import { WorkerType } from '../places/place.type.ts';
import { shownAccount } from '../register/shown.ts';
import { ResidentType } from '../register/resident.type.ts';
import { shownPerson } from '../time-bank/people.ts';
import { BridgeItemKindEnum } from './bridge.enums.ts';
import { BridgeItemType, SeniorSkillType, SkillObservationType } from './bridge.type.ts';

/** The district's lists, for everybody who is signed in. */
@Resolver(() => BridgeItemType)
export class BridgeItemResolver {
  @Query(() => [BridgeItemType], { description: '清单 The district\'s lists of skills and services; what is closed comes last.' })
  bridgeItems(
    @Arg('kind', () => BridgeItemKindEnum, { nullable: true, description: '清单 Only this one.' }) kind: BridgeItemKind | undefined, @Ctx() { operation }: Context,
  ) {
    return operation.rows(bridgeItems, kind ?? null);
  }

  @FieldResolver(() => ID, { description: 'Opaque and unique in the whole API.' })
  id(@Root() { id }: BridgeItemRow): string {
    return globalId('BridgeItem', id);
  }
}

/** A skill, for whoever may see it. */
@Resolver(() => SeniorSkillType)
export class SeniorSkillResolver {
  @FieldResolver(() => ID, { description: 'Opaque and unique in the whole API.' })
  id(@Root() { id }: SeniorSkillRow): string {
    return globalId('SeniorSkill', id);
  }

  @FieldResolver(() => BridgeItemType, { nullable: true, description: '技能' })
  item(@Root() { itemId }: SeniorSkillRow, @Ctx() { operation }: Context) {
    return operation.loaders.bridge.item.load(itemId);
  }

  @FieldResolver(() => ActivityPersonType, { description: '居民 Whose it is.' })
  person(@Root() { residentId }: SeniorSkillRow, @Ctx() { operation }: Context) {
    return shownPerson(operation, residentId);
  }

  @FieldResolver(() => [SkillObservationType], { description: '观察记录 What was seen of it, the latest first; voided ones too.' })
  observations(@Root() { id }: SeniorSkillRow, @Ctx() { operation }: Context) {
    return operation.loaders.bridge.observationsOf.load(id);
  }
}

@Resolver(() => SkillObservationType)
export class SkillObservationResolver {
  @FieldResolver(() => ID, { description: 'Opaque and unique in the whole API.' })
  id(@Root() { id }: SkillObservationRow): string {
    return globalId('SkillObservation', id);
  }

  @FieldResolver(() => BridgeItemType, { nullable: true, description: '技能' })
  item(@Root() { itemId }: SkillObservationRow, @Ctx() { operation }: Context) {
    return operation.loaders.bridge.item.load(itemId);
  }

  @FieldResolver(() => WorkerType, { nullable: true, description: '观察人 Null for what another system sent.' })
  observer(@Root() { observerId }: SkillObservationRow, @Ctx() { operation }: Context) {
    return shownAccount(operation, observerId);
  }
}

/** What somebody has learned, for themselves, who acts for them, the staff, who trains them, and their buddy. */
@Resolver(() => ResidentType)
export class ResidentSkillsResolver {
  @FieldResolver(() => [SeniorSkillType], { description: '数字技能 The latest observed first.' })
  skills(@Root() { id }: { id: string }, @Ctx() { operation }: Context) {
    return operation.loaders.bridge.skillsOf.load(id);
  }
}

/** What somebody who has signed up has learned: for the trainer of a course. */
@Resolver(() => ActivitySignUpType)
export class SignUpSkillsResolver {
  @FieldResolver(() => [SeniorSkillType], { description: '数字技能 Of who has signed up, as far as one may see them.' })
  skills(@Root() { residentId }: ActivitySignUpRow, @Ctx() { operation }: Context) {
    return operation.loaders.bridge.skillsOf.load(residentId);
  }
}
