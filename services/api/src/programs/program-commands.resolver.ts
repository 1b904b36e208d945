import { Ctx, Resolver } from 'type-graphql';
import { Command, Input } from '../graphql/command.ts';
import { rowId, rowIdOrNull } from '../graphql/global-id.ts';
import { isGiven } from '../graphql/given.ts';
import type { Context } from '../graphql/operation.ts';
import {
  PlaybookImportInput, PlaybookPublishInput, PlaybookVersionPayload, ProgramCloneInput, ProgramCreateInput, ProgramFundingPayload, ProgramInput, ProgramJoinInput,
  ProgramLeaveInput, ProgramMarkInput, ProgramPayload, ProgramReceiveInput, ProgramReverseFundingInput, ProgramReverseSpendingInput, ProgramReviseInput, ProgramSpendInput,
  ProgramSpendingPayload, ProgramStaffPayload, ProgramStepPayload,
} from './program.input.ts';

/** Commands on programs and playbooks. */
@Resolver()
export class ProgramCommandsResolver {
  @Command(() => ProgramPayload, '新建项目 Plans a program, from a playbook or with parts of its own.')
  async programCreate(@Input(() => ProgramCreateInput) input: ProgramCreateInput, @Ctx() { operation }: Context) {
    const { title, beginsOn, endsOn, budget, outcome = null, parts } = input;
    const from = isGiven(input.playbookVersionId) ? { playbookVersionId: rowId('PlaybookVersion', input.playbookVersionId) } : { parts: parts ?? [] };
    return { program: await operation.domain.programs.programs.create(operation.by(input), {
      placeId: rowId('Place', input.placeId), title, beginsOn, endsOn, budget, outcome, from,
    }) };
  }

  @Command(() => ProgramPayload, '复制项目 Plans what another program does, somewhere else; where it came from stays on record.')
  async programClone(@Input(() => ProgramCloneInput) input: ProgramCloneInput, @Ctx() { operation }: Context) {
    const { title, beginsOn, endsOn, budget, baseline = null } = input;
    return { program: await operation.domain.programs.programs.clone(operation.by(input), rowId('Program', input.programId), {
      placeId: rowId('Place', input.placeId), title, beginsOn, endsOn, budget, baseline,
    }) };
  }

  @Command(() => ProgramPayload, '修改项目 Changes a program that is not over; new parts of a running one take effect.')
  async programRevise(@Input(() => ProgramReviseInput) input: ProgramReviseInput, @Ctx() { operation }: Context) {
    const { title, beginsOn, endsOn, budget, outcome = null, parts = null } = input;
    return { program: await operation.domain.programs.programs.revise(operation.by(input), rowId('Program', input.programId), { title, beginsOn, endsOn, budget, outcome, parts }) };
  }

  @Command(() => ProgramPayload, '启动项目 Starts a program: its parts take effect, its people are told.')
  async programStart(@Input(() => ProgramInput) input: ProgramInput, @Ctx() { operation }: Context) {
    return { program: await operation.domain.programs.programs.start(operation.by(input), rowId('Program', input.programId)) };
  }

  @Command(() => ProgramPayload, '结束项目 Ends a program, or cancels one that never began.')
  async programEnd(@Input(() => ProgramInput) input: ProgramInput, @Ctx() { operation }: Context) {
    return { program: await operation.domain.programs.programs.end(operation.by(input), rowId('Program', input.programId)) };
  }

  @Command(() => ProgramStaffPayload, '加入项目 Gives somebody something to do in a program.')
  async programJoin(@Input(() => ProgramJoinInput) input: ProgramJoinInput, @Ctx() { operation }: Context) {
    return { staff: await operation.domain.programs.work.join(operation.by(input), rowId('Program', input.programId), rowId('Account', input.accountId), input.roleKey) };
  }

  @Command(() => ProgramStaffPayload, '退出项目 Takes somebody out of a program.')
  async programLeave(@Input(() => ProgramLeaveInput) input: ProgramLeaveInput, @Ctx() { operation }: Context) {
    return { staff: await operation.domain.programs.work.leave(operation.by(input), rowId('ProgramStaff', input.staffId)) };
  }

  @Command(() => ProgramStepPayload, '登记步骤 Records that a step was done, or was not.')
  async programMark(@Input(() => ProgramMarkInput) input: ProgramMarkInput, @Ctx() { operation }: Context) {
    const { stepKey, doneOn = null, note = null } = input;
    return { step: await operation.domain.programs.work.mark(operation.by(input), rowId('Program', input.programId), stepKey, doneOn, note) };
  }

  @Command(() => ProgramFundingPayload, '收到资助 Records what a sponsor gave; money goes into the program\'s account.')
  async programReceive(@Input(() => ProgramReceiveInput) input: ProgramReceiveInput, @Ctx() { operation }: Context) {
    const { kind, source, amount, sponsor = null, note = null, receivedAt = null } = input;
    return { funding: await operation.domain.programs.money.receive(operation.by(input), {
      programId: rowId('Program', input.programId), kind, source, amount, organisationId: rowIdOrNull('Organisation', input.organisationId), sponsor, note, receivedAt,
    }) };
  }

  @Command(() => ProgramSpendingPayload, '项目支出 Pays for something, within the budget and what the account holds.')
  async programSpend(@Input(() => ProgramSpendInput) input: ProgramSpendInput, @Ctx() { operation }: Context) {
    const { amount, purpose, payee, spentAt = null } = input;
    return { spending: await operation.domain.programs.money.spend(operation.by(input), { programId: rowId('Program', input.programId), amount, purpose, payee, spentAt }) };
  }

  @Command(() => ProgramFundingPayload, '冲销资助 Takes back what was recorded by mistake.')
  async programReverseFunding(@Input(() => ProgramReverseFundingInput) input: ProgramReverseFundingInput, @Ctx() { operation }: Context) {
    return { funding: await operation.domain.programs.money.reverseFunding(operation.by(input), rowId('ProgramFunding', input.fundingId)) };
  }

  @Command(() => ProgramSpendingPayload, '冲销支出 Takes back a payment that was recorded by mistake.')
  async programReverseSpending(@Input(() => ProgramReverseSpendingInput) input: ProgramReverseSpendingInput, @Ctx() { operation }: Context) {
    return { spending: await operation.domain.programs.money.reverseSpending(operation.by(input), rowId('ProgramSpending', input.spendingId)) };
  }

  @Command(() => PlaybookVersionPayload, '发布手册 Writes down what a program does, for the whole district.')
  async playbookPublish(@Input(() => PlaybookPublishInput) input: PlaybookPublishInput, @Ctx() { operation }: Context) {
    const { key, title } = input;
    return { version: await operation.domain.programs.playbooks.publish(operation.by(input), rowId('Program', input.programId), { key, title }) };
  }

  @Command(() => PlaybookVersionPayload, '导入手册 Brings in a playbook as another district wrote it; the same file again is the same version.')
  async playbookImport(@Input(() => PlaybookImportInput) input: PlaybookImportInput, @Ctx() { operation }: Context) {
    return { version: await operation.domain.programs.playbooks.import(operation.by(input), input.file) };
  }
}
