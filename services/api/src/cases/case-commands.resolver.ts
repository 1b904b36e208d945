import type { Case } from '@linli/domain/cases/case.entity';
import { Ctx, Resolver } from 'type-graphql';
import { Command, Input } from '../graphql/command.ts';
import { given } from '../graphql/given.ts';
import { rowId, rowIdOrNull } from '../graphql/global-id.ts';
import type { Context } from '../graphql/operation.ts';
import {
  CaseAddNoteInput, CaseAssignInput, CaseExtendInput, CaseFollowUpInput, CaseHandleInput, CaseMergeInput, CaseMoveInput, CasePayload, CaseRateInput,
  CaseReasonInput, CaseSubmitInput, CaseSuspendInput,
} from './case.input.ts';

/** Commands on cases: one mutation a move. */
@Resolver()
export class CaseCommandsResolver {
  @Command(() => CasePayload, '提交诉求 Takes in a matter and gives it a tracking number.')
  async caseSubmit(@Input(() => CaseSubmitInput) input: CaseSubmitInput, @Ctx() { operation }: Context) {
    return answer(operation.domain.cases.submit(operation.by(input), {
      ...given(input), placeId: rowIdOrNull('Place', input.placeId) ?? undefined, addressId: rowIdOrNull('Address', input.addressId) ?? undefined, categoryId: rowId('CaseCategory', input.categoryId),
      residentId: rowIdOrNull('Resident', input.residentId) ?? undefined,
    }));
  }

  @Command(() => CasePayload, '受理 RECEIVED → ACCEPTED, by an admin over the place or the grid\'s worker.')
  async caseAccept(@Input(() => CaseMoveInput) input: CaseMoveInput, @Ctx() { operation }: Context) {
    return answer(operation.domain.cases.accept(operation.by(input), caseId(input), given(input)));
  }

  @Command(() => CasePayload, '不予受理 RECEIVED → REJECTED, by an admin over the place.')
  async caseReject(@Input(() => CaseReasonInput) input: CaseReasonInput, @Ctx() { operation }: Context) {
    return answer(operation.domain.cases.reject(operation.by(input), caseId(input), given(input)));
  }

  @Command(() => CasePayload, '并案 RECEIVED or ACCEPTED → MERGED, by an admin over the place.')
  async caseMerge(@Input(() => CaseMergeInput) input: CaseMergeInput, @Ctx() { operation }: Context) {
    return answer(operation.domain.cases.merge(operation.by(input), caseId(input), { ...given(input), intoCaseId: rowId('Case', input.intoCaseId) }));
  }

  @Command(() => CasePayload, '派单、转办 ACCEPTED or ASSIGNED → ASSIGNED, by an admin over the place; a second time it is a handover.')
  async caseAssign(@Input(() => CaseAssignInput) input: CaseAssignInput, @Ctx() { operation }: Context) {
    const assignee = party(input.assigneeId, input.assigneeOrganisationId);
    return answer(operation.domain.cases.assign(operation.by(input), caseId(input), {
      ...given(input), assigneeId: assignee.accountId, assigneeOrganisationId: assignee.organisationId,
      coHandlers: input.coHandlers?.map(({ accountId, organisationId }) => party(accountId, organisationId)),
    }));
  }

  @Command(() => CasePayload, '退单 ASSIGNED → ACCEPTED, by the assignee, at most twice.')
  async caseReturn(@Input(() => CaseReasonInput) input: CaseReasonInput, @Ctx() { operation }: Context) {
    return answer(operation.domain.cases.return(operation.by(input), caseId(input), given(input)));
  }

  @Command(() => CasePayload, '开始处置 ASSIGNED → IN_PROGRESS, by the assignee; the first substantive response.')
  async caseStart(@Input(() => CaseMoveInput) input: CaseMoveInput, @Ctx() { operation }: Context) {
    return answer(operation.domain.cases.start(operation.by(input), caseId(input), given(input)));
  }

  @Command(() => CasePayload, '挂起 IN_PROGRESS → SUSPENDED, by the assignee with an admin\'s approval.')
  async caseSuspend(@Input(() => CaseSuspendInput) input: CaseSuspendInput, @Ctx() { operation }: Context) {
    return answer(operation.domain.cases.suspend(operation.by(input), caseId(input), { ...given(input), approverId: rowId('Account', input.approverId) }));
  }

  @Command(() => CasePayload, '恢复 SUSPENDED → IN_PROGRESS, by the assignee; the deadline moves by the working time suspended.')
  async caseResume(@Input(() => CaseMoveInput) input: CaseMoveInput, @Ctx() { operation }: Context) {
    return answer(operation.domain.cases.resume(operation.by(input), caseId(input), given(input)));
  }

  @Command(() => CasePayload, '延期 Moves the current deadline, by the assignee with an admin\'s approval.')
  async caseExtend(@Input(() => CaseExtendInput) input: CaseExtendInput, @Ctx() { operation }: Context) {
    return answer(operation.domain.cases.extend(operation.by(input), caseId(input), { ...given(input), approverId: rowId('Account', input.approverId) }));
  }

  @Command(() => CasePayload, '办结 IN_PROGRESS → HANDLED, by the assignee.')
  async caseHandle(@Input(() => CaseHandleInput) input: CaseHandleInput, @Ctx() { operation }: Context) {
    return answer(operation.domain.cases.handle(operation.by(input), caseId(input), given(input)));
  }

  @Command(() => CasePayload, '现场办结 RECEIVED or ACCEPTED → HANDLED, by the grid\'s worker; response and handling at once.')
  async caseHandleOnSpot(@Input(() => CaseHandleInput) input: CaseHandleInput, @Ctx() { operation }: Context) {
    return answer(operation.domain.cases.handleOnSpot(operation.by(input), caseId(input), given(input)));
  }

  @Command(() => CasePayload, '回访 Records what the resident says of a handled case; never by who handled it.')
  async caseFollowUp(@Input(() => CaseFollowUpInput) input: CaseFollowUpInput, @Ctx() { operation }: Context) {
    return answer(operation.domain.cases.followUp(operation.by(input), caseId(input), { ...given(input), resolved: input.resolved ?? null }));
  }

  @Command(() => CasePayload, '补充说明 Adds words to an open case, by who has it, assists with it, or is an admin or the grid\'s worker.')
  async caseAddNote(@Input(() => CaseAddNoteInput) input: CaseAddNoteInput, @Ctx() { operation }: Context) {
    return answer(operation.domain.cases.addNote(operation.by(input), caseId(input), { ...given(input), note: input.note }));
  }

  @Command(() => CasePayload, '结案 HANDLED → CLOSED, by an admin over the place.')
  async caseClose(@Input(() => CaseMoveInput) input: CaseMoveInput, @Ctx() { operation }: Context) {
    return answer(operation.domain.cases.close(operation.by(input), caseId(input), given(input)));
  }

  @Command(() => CasePayload, '重办 HANDLED or CLOSED → ASSIGNED in a new cycle, by the requester or an admin, up to 30 days after closing.')
  async caseReopen(@Input(() => CaseReasonInput) input: CaseReasonInput, @Ctx() { operation }: Context) {
    return answer(operation.domain.cases.reopen(operation.by(input), caseId(input), given(input)));
  }

  @Command(() => CasePayload, '评价 1 to 5, by the requester, up to 30 days after closing; may be changed once.')
  async caseRate(@Input(() => CaseRateInput) input: CaseRateInput, @Ctx() { operation }: Context) {
    return answer(operation.domain.cases.rate(operation.by(input), caseId(input), given(input)));
  }
}

/** A worker or an organisation, whichever was named. */
function party(accountId: string | null | undefined, organisationId: string | null | undefined) {
  return { accountId: rowIdOrNull('Account', accountId) ?? undefined, organisationId: rowIdOrNull('Organisation', organisationId) ?? undefined };
}

async function answer(done: Promise<Case>) {
  return { case: await done };
}

function caseId(input: CaseMoveInput): string {
  return rowId('Case', input.caseId);
}
