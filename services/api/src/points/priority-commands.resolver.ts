import { Ctx, Resolver } from 'type-graphql';
import { Command, Input } from '../graphql/command.ts';
import { rowId } from '../graphql/global-id.ts';
import type { Context } from '../graphql/operation.ts';
import {
  PriorityApplicationPayload, PriorityListApplyInput, PriorityListCreateInput, PriorityListInput, PriorityListPayload, PriorityListWithdrawInput,
} from './priority.input.ts';

/** Commands on priority lists. */
@Resolver()
export class PriorityListCommandsResolver {
  @Command(() => PriorityListPayload, '开设优先名单 Opens a list for scarce places, with the criteria by which applicants will be ranked.')
  async priorityListCreate(@Input(() => PriorityListCreateInput) input: PriorityListCreateInput, @Ctx() { operation }: Context) {
    const { name, places, closesOn, criteria } = input;
    return { list: await operation.domain.points.priorityLists.create(operation.by(input), {
      placeId: rowId('Place', input.placeId), name, places, closesOn,
      criteria: criteria.map(({ criterion, weight, most = null }) => ({ criterion, weight, most })),
    }) };
  }

  @Command(() => PriorityApplicationPayload, '申请 Applies for somebody: themselves, who acts for them, or staff.')
  async priorityListApply(@Input(() => PriorityListApplyInput) input: PriorityListApplyInput, @Ctx() { operation }: Context) {
    return { application: await operation.domain.points.priorityLists.apply(operation.by(input), rowId('PriorityList', input.listId), rowId('Resident', input.residentId)) };
  }

  @Command(() => PriorityApplicationPayload, '撤回申请 Takes an application back, until the list closes.')
  async priorityListWithdraw(@Input(() => PriorityListWithdrawInput) input: PriorityListWithdrawInput, @Ctx() { operation }: Context) {
    return { application: await operation.domain.points.priorityLists.withdraw(operation.by(input), rowId('PriorityApplication', input.applicationId)) };
  }

  @Command(() => PriorityListPayload, '确定名单 Ranks who applied, once and for all, and tells each of them.')
  async priorityListDecide(@Input(() => PriorityListInput) input: PriorityListInput, @Ctx() { operation }: Context) {
    return { list: await operation.domain.points.priorityLists.decide(operation.by(input), rowId('PriorityList', input.listId)) };
  }
}
