import type { ProgramFundingRow, ProgramRow, ProgramSpendingRow, ProgramStaffRow } from '@linli/domain/programs/programs.read';
import { Ctx, FieldResolver, ID, Resolver, Root } from 'type-graphql';
import { AttachmentType } from '../attachments/attachment.type.ts';
import { WorkerType } from '../places/place.type.ts';
import { globalId } from '../graphql/global-id.ts';
import { recordKey } from '../graphql/loaders.ts';
import type { Context } from '../graphql/operation.ts';
import { Amount } from '../graphql/scalars.ts';
import { shownAccount } from '../register/shown.ts';
import { ProgramFundingType, ProgramMoneyType, ProgramSpendingType, ProgramStaffType, ProgramType } from './program.type.ts';

const INSIDE = 'For the staff over its place and its own people; null for others.';

/** What of a program only those see who run it: its people and its money. */
@Resolver(() => ProgramType)
export class ProgramInsideResolver {
  @FieldResolver(() => Amount, { nullable: true, description: `预算 What may be spent in all, in fen. ${INSIDE}` })
  async budget(@Root() program: ProgramRow, @Ctx() { operation }: Context) {
    return (await operation.loaders.programInside.load(program.id)) && program.budget;
  }

  @FieldResolver(() => ProgramMoneyType, { nullable: true, description: `资金 ${INSIDE}` })
  async money(@Root() { id }: ProgramRow, @Ctx() { operation: { loaders } }: Context) {
    return (await loaders.programInside.load(id)) && loaders.programMoney.load(id);
  }

  @FieldResolver(() => [ProgramStaffType], { nullable: true, description: `项目人员 Those of now first. ${INSIDE}` })
  async staff(@Root() { id }: ProgramRow, @Ctx() { operation: { loaders } }: Context) {
    return (await loaders.programInside.load(id)) && loaders.programStaff.load(id);
  }

  @FieldResolver(() => [ProgramFundingType], { nullable: true, description: `资助 By when it came. ${INSIDE}` })
  async funding(@Root() { id }: ProgramRow, @Ctx() { operation: { loaders } }: Context) {
    return (await loaders.programInside.load(id)) && loaders.programFunding.load(id);
  }

  @FieldResolver(() => [ProgramSpendingType], { nullable: true, description: `支出 By when it was paid. ${INSIDE}` })
  async spending(@Root() { id }: ProgramRow, @Ctx() { operation: { loaders } }: Context) {
    return (await loaders.programInside.load(id)) && loaders.programSpending.load(id);
  }
}

@Resolver(() => ProgramStaffType)
export class ProgramStaffResolver {
  @FieldResolver(() => ID, { description: 'Global id.' })
  id(@Root() { id }: ProgramStaffRow): string {
    return globalId('ProgramStaff', id);
  }

  @FieldResolver(() => WorkerType, { nullable: true, description: '人员' })
  account(@Root() { accountId }: ProgramStaffRow, @Ctx() { operation }: Context) {
    return shownAccount(operation, accountId);
  }
}

@Resolver(() => ProgramFundingType)
export class ProgramFundingResolver {
  @FieldResolver(() => ID, { description: 'Global id.' })
  id(@Root() { id }: ProgramFundingRow): string {
    return globalId('ProgramFunding', id);
  }
}

@Resolver(() => ProgramSpendingType)
export class ProgramSpendingResolver {
  @FieldResolver(() => ID, { description: 'Global id.' })
  id(@Root() { id }: ProgramSpendingRow): string {
    return globalId('ProgramSpending', id);
  }

  @FieldResolver(() => [AttachmentType], { description: '凭证 Its vouchers.' })
  vouchers(@Root() { id }: ProgramSpendingRow, @Ctx() { operation }: Context) {
    return operation.loaders.attachments.load(recordKey({ recordKind: 'ProgramSpending', recordId: id }));
  }
}
