import type { Criterion } from '@linli/domain/points/priority.rule';
import type { CalendarDate } from '@linli/domain/shared/clock';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { CommandInput, Payload } from '../graphql/command.ts';
import { CalendarDay } from '../graphql/scalars.ts';
import { CriterionEnum, PriorityApplicationType, PriorityListType } from './priority.type.ts';

@InputType({ description: '排序依据 How much a criterion adds.' })
class PriorityWeightInput {
  @Field(() => CriterionEnum, { description: '依据 Each at most once.' })
  criterion!: Criterion;

  @Field(() => Int, { description: '加分 1 to 1,000; of earned points, for each whole hundred.' })
  weight!: number;

  @Field(() => Int, { nullable: true, description: '加分上限 Needed for earned points, and only for them.' })
  most?: number | null;
}

@InputType({ description: '开设优先名单 A list that people can apply to.' })
export class PriorityListCreateInput extends CommandInput {
  @Field(() => ID, { description: '地点 For whoever lives there or under it.' })
  placeId!: string;

  @Field(() => String, { description: '名称 Up to 100 characters.' })
  name!: string;

  @Field(() => Int, { description: '名额 1 to 10,000.' })
  places!: number;

  @Field(() => CalendarDay, { description: '截止日 First day on which nobody can apply any more.' })
  closesOn!: CalendarDate;

  @Field(() => [PriorityWeightInput], { description: '排序依据' })
  criteria!: PriorityWeightInput[];
}

@InputType({ description: '优先名单 A command on a list.' })
export class PriorityListInput extends CommandInput {
  @Field(() => ID, { description: '优先名单' })
  listId!: string;
}

@InputType({ description: '申请 Applying for somebody.' })
export class PriorityListApplyInput extends PriorityListInput {
  @Field(() => ID, { description: '居民 For whom.' })
  residentId!: string;
}

@InputType({ description: '撤回申请 An application that is taken back.' })
export class PriorityListWithdrawInput extends CommandInput {
  @Field(() => ID, { description: '申请' })
  applicationId!: string;
}

@ObjectType('PriorityListPayload', { simpleResolvers: true, description: 'Answer to the commands on a list.' })
export class PriorityListPayload extends Payload {
  @Field(() => PriorityListType, { nullable: true, description: 'The list as it is now; null when refused.' })
  list?: PriorityListType | null;
}

@ObjectType('PriorityApplicationPayload', { simpleResolvers: true, description: 'Answer to the commands on an application.' })
export class PriorityApplicationPayload extends Payload {
  @Field(() => PriorityApplicationType, { nullable: true, description: 'The application as it is now; null when refused.' })
  application?: PriorityApplicationType | null;
}
