import type { GoodUntilRow, HeadRow, LedgerAccountRow, LedgerEntryRow, ReservationRow } from '@linli/domain/ledger/accounts.read';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { connectionOf } from '../graphql/connection.ts';
import { enumOf } from '../graphql/enums.ts';
import { NodeType } from '../graphql/node.type.ts';
import { Amount, CalendarDay, DateTime } from '../graphql/scalars.ts';

export const LedgerUnitEnum = enumOf('LedgerUnit', '记账单位 What an account counts.', {
  POINT: '积分 Points.', MINUTE: '分钟 Minutes of volunteer time.', FEN: '分 Hundredths of a yuan.',
});

export const LedgerOwnerKindEnum = enumOf('LedgerOwnerKind', '户主类型 Whose account it is.', {
  WORLD: '外部 The outside, from where amounts enter and to where they leave.', RESIDENT: '居民', HOUSEHOLD: '户', PROGRAM: '项目', SHOP: '商户',
  FUND: '基金 A place\'s common fund.', ORGANISATION: '单位',
});

export const LedgerKindEnum = enumOf('LedgerKind', '用途 What a movement is for.', {
  EARN: '获得', REDEEM: '兑换', EXPIRE: '过期', OPENING: '期初', SERVICE: '服务', GIFT: '赠与', DONATION: '捐赠', FUNDING: '拨入', TOP_UP: '充值', CHARGE: '收费',
  ADJUSTMENT: '调整', REVERSAL: '冲正',
});

/** 分录. */
@ObjectType('LedgerEntry', { simpleResolvers: true, description: '流水 A movement of an account.' })
export class LedgerEntryType implements Pick<LedgerEntryRow, 'version' | 'kind' | 'amount' | 'balanceBefore' | 'balanceAfter' | 'occurredAt' | 'recordedAt' | 'otherKind' | 'reversed'> {
  @Field(() => ID, { description: 'Opaque and unique in the whole API.' })
  id!: string;

  @Field(() => Int, { description: '序号 Number of the movement in its account, from 1 without a gap.' })
  version!: number;

  @Field(() => LedgerKindEnum, { description: '用途' })
  kind!: LedgerEntryRow['kind'];

  @Field(() => Amount, { description: '变动 Positive came in, negative went out.' })
  amount!: number;

  @Field(() => Amount, { description: '变动前余额' })
  balanceBefore!: number;

  @Field(() => Amount, { description: '变动后余额' })
  balanceAfter!: number;

  @Field(() => DateTime, { description: '发生时间' })
  occurredAt!: Date;

  @Field(() => DateTime, { description: '记账时间' })
  recordedAt!: Date;

  @Field(() => LedgerOwnerKindEnum, { description: '对方 Whose account is the other side.' })
  otherKind!: LedgerEntryRow['otherKind'];

  @Field(() => Boolean, { description: '已冲正 It was undone by a later movement.' })
  reversed!: boolean;
}

export const LedgerStatementConnection = connectionOf('LedgerEntry', () => LedgerEntryType);

/** 预留. */
@ObjectType('LedgerReservation', { simpleResolvers: true, description: '预留 What is kept back to go out.' })
export class LedgerReservationType implements Pick<ReservationRow, 'kind' | 'amount' | 'recordedAt' | 'expiresAt'> {
  @Field(() => LedgerKindEnum, { description: '用途' })
  kind!: ReservationRow['kind'];

  @Field(() => Amount, { description: '数额' })
  amount!: number;

  @Field(() => DateTime, { description: '预留时间' })
  recordedAt!: Date;

  @Field(() => DateTime, { nullable: true, description: '到期时间 When it comes back by itself; null: when somebody ends it.' })
  expiresAt!: Date | null;
}

/** 有效期. */
@ObjectType('LedgerGoodUntil', { simpleResolvers: true, description: '有效期 How much of an account is good until when; what is reserved is not in it.' })
export class LedgerGoodUntilType implements Pick<GoodUntilRow, 'amount' | 'expiresOn'> {
  @Field(() => Amount, { description: '数额' })
  amount!: number;

  @Field(() => CalendarDay, { nullable: true, description: '失效日 The first day on which it is good no longer; null: it stays good.' })
  expiresOn!: GoodUntilRow['expiresOn'];
}

/** 账户. */
@ObjectType('LedgerAccount', { implements: NodeType, simpleResolvers: true, description: '账户 What somebody has in one unit: points, volunteer time, money.' })
export class LedgerAccountType extends NodeType implements Pick<LedgerAccountRow, 'unit' | 'ownerKind' | 'balance' | 'reserved' | 'version' | 'createdAt' | 'closedAt'> {
  @Field(() => LedgerUnitEnum, { description: '单位' })
  unit!: LedgerAccountRow['unit'];

  @Field(() => LedgerOwnerKindEnum, { description: '户主类型' })
  ownerKind!: LedgerAccountRow['ownerKind'];

  @Field(() => Amount, { description: '余额 What is reserved is part of it.' })
  balance!: number;

  @Field(() => Amount, { description: '预留 Kept back to go out.' })
  reserved!: number;

  @Field(() => Int, { description: '流水数 Number of its movements.' })
  version!: number;

  @Field(() => DateTime, { description: '开户时间' })
  createdAt!: Date;

  @Field(() => DateTime, { nullable: true, description: '销户时间' })
  closedAt!: Date | null;
}

/** 链头. */
@ObjectType('LedgerHead', { simpleResolvers: true, description: '链头 The head of the ledger\'s hash chain at the end of a day. Whoever keeps it can show later that nothing before it was altered.' })
export class LedgerHeadType implements HeadRow {
  @Field(() => CalendarDay, { description: '日期' })
  day!: HeadRow['day'];

  @Field(() => Amount, { description: '链长 Number of facts in the chain.' })
  n!: number;

  @Field(() => String, { description: '哈希 SHA-256, in hexadecimal digits.' })
  hash!: string;
}

export const LedgerHeadConnection = connectionOf('LedgerHead', () => LedgerHeadType);
