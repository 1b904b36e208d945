import { headCount, headPage, statementCount, statementPage, type HeadRow, type LedgerAccountRow, type LedgerEntryRow } from '@linli/domain/ledger/accounts.read';
import { calendarDate, type CalendarDate } from '@linli/domain/shared/clock';
import { one } from '@linli/domain/shared/read';
import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { Viewer } from '../access/access.type.ts';
import { decodeCursor, pageOf, pageSize, type Page } from '../graphql/connection.ts';
import { badInput } from '../graphql/errors.ts';
import { isGiven } from '../graphql/given.ts';
import { globalId, rowId } from '../graphql/global-id.ts';
import { NodeType } from '../graphql/node.type.ts';
import type { Context } from '../graphql/operation.ts';
import { Amount, CalendarDay } from '../graphql/scalars.ts';
import { PlaceType } from '../places/place.type.ts';
import { HouseholdType } from '../register/household.type.ts';
import { ResidentType } from '../register/resident.type.ts';
import { ownAccounts } from './own-accounts.ts';
import {
  LedgerAccountType, LedgerEntryType, LedgerGoodUntilType, LedgerHeadConnection, LedgerReservationType, LedgerStatementConnection,
} from './ledger-account.type.ts';

/** Reading the ledger: residents their own accounts, staff those of the places they work at. */
@Resolver(() => LedgerAccountType)
export class LedgerAccountResolver {
  @Query(() => LedgerAccountType, { nullable: true, description: '账户 An account of the ledger by id; null when there is none that one may see.' })
  ledgerAccount(@Arg('id', () => ID, { description: 'Global id.' }) id: string, @Ctx() { operation }: Context) {
    return operation.loaders.ledgerAccount.load(rowId('LedgerAccount', id));
  }

  @Query(() => LedgerHeadConnection, { description: '链头 Heads of the ledger\'s hash chain as published, the latest first, for everybody to keep.' })
  async ledgerHeads(
    @Arg('first', () => Int, { defaultValue: 20, description: 'Rows in the page, 1 to 100.' }) asked: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor of the row before.' }) after: string | undefined,
    @Ctx() { operation }: Context,
  ): Promise<Page<HeadRow>> {
    const first = pageSize(asked);
    const rows = await operation.rows(headPage, isGiven(after) ? dayAt(after) : null, first + 1);
    return pageOf(rows, first, isGiven(after), row => [row.day], async () => (await one(operation, headCount))?.n ?? 0);
  }

  @FieldResolver(() => ID, { description: 'Opaque and unique in the whole API.' })
  id(@Root() account: LedgerAccountRow): string {
    return globalId('LedgerAccount', account.id);
  }

  @FieldResolver(() => NodeType, { nullable: true, description: '户主 The resident, household or place whose account it is; null when one may not see it.' })
  async owner(@Root() { ownerKind, ownerId }: LedgerAccountRow, @Ctx() { operation: { loaders } }: Context) {
    if (ownerKind === 'RESIDENT') return named('Resident', await loaders.resident.load(ownerId));
    if (ownerKind === 'HOUSEHOLD') return named('Household', await loaders.household.load(ownerId));
    return loaders.place.load(ownerId);
  }

  @FieldResolver(() => Amount, { description: '可用 The balance without what is reserved.' })
  available(@Root() { balance, reserved }: LedgerAccountRow): number {
    return balance - reserved;
  }

  @FieldResolver(() => LedgerStatementConnection, { description: '对账单 Its movements, the latest first.' })
  async statement(
    @Root() { id }: LedgerAccountRow,
    @Arg('from', () => CalendarDay, { nullable: true, description: '起 The first day.' }) from: CalendarDate | undefined,
    @Arg('to', () => CalendarDay, { nullable: true, description: '止 The last day.' }) to: CalendarDate | undefined,
    @Arg('first', () => Int, { defaultValue: 20, description: 'Rows in the page, 1 to 100.' }) asked: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor of the row before.' }) after: string | undefined,
    @Ctx() { operation }: Context,
  ): Promise<Page<LedgerEntryRow>> {
    const first = pageSize(asked);
    const which = [id, from ?? null, to ?? null] as const;
    const rows = await operation.rows(statementPage, ...which, isGiven(after) ? versionAt(after) : null, first + 1);
    return pageOf(rows, first, isGiven(after), row => [String(row.version)], async () => (await one(operation, statementCount, ...which))?.n ?? 0);
  }

  @FieldResolver(() => [LedgerReservationType], { description: '预留明细 What is reserved, the oldest first.' })
  reservations(@Root() { id }: LedgerAccountRow, @Ctx() { operation }: Context) {
    return operation.loaders.reservations.load(id);
  }

  @FieldResolver(() => [LedgerGoodUntilType], { description: '有效期明细 Points by the day on which they are good no longer, the first first; empty for other units.' })
  goodUntil(@Root() { id }: LedgerAccountRow, @Ctx() { operation }: Context) {
    return operation.loaders.goodUntil.load(id);
  }
}

/** The movements of accounts. */
@Resolver(() => LedgerEntryType)
export class LedgerEntryResolver {
  @FieldResolver(() => ID, { description: 'Opaque and unique in the whole API.' })
  id(@Root() entry: LedgerEntryRow): string {
    return globalId('LedgerEntry', entry.id);
  }

  @FieldResolver(() => PlaceType, { nullable: true, description: '地点 Where it counts.' })
  place(@Root() { placeId }: LedgerEntryRow, @Ctx() { operation }: Context) {
    return placeId === null ? null : operation.loaders.place.load(placeId);
  }
}

const OF = '账户 Accounts of the ledger, those that one may see.';

/** A resident's accounts. */
@Resolver(() => ResidentType)
export class ResidentAccountsResolver {
  @FieldResolver(() => [LedgerAccountType], { description: OF })
  ledgerAccounts(@Root() { id }: { id: string }, @Ctx() { operation }: Context) {
    return operation.loaders.ledgerAccountsOf.load(id);
  }
}

/** A household's accounts. */
@Resolver(() => HouseholdType)
export class HouseholdAccountsResolver {
  @FieldResolver(() => [LedgerAccountType], { description: OF })
  ledgerAccounts(@Root() { id }: { id: string }, @Ctx() { operation }: Context) {
    return operation.loaders.ledgerAccountsOf.load(id);
  }
}

/** A place's fund. */
@Resolver(() => PlaceType)
export class PlaceAccountsResolver {
  @FieldResolver(() => [LedgerAccountType], { description: OF })
  ledgerAccounts(@Root() { id }: { id: string }, @Ctx() { operation }: Context) {
    return operation.loaders.ledgerAccountsOf.load(id);
  }
}

/** One's own accounts. */
@Resolver(() => Viewer)
export class ViewerAccountsResolver {
  @FieldResolver(() => [LedgerAccountType], { description: '我的账户 One\'s own accounts in the ledger, and those of one\'s household and of whom one acts for.' })
  ledgerAccounts(@Ctx() { operation }: Context): Promise<LedgerAccountRow[]> {
    return ownAccounts(operation);
  }
}

function named(__typename: string, row: object | null): object | null {
  return row && { ...row, __typename };
}

function versionAt(after: string): number {
  const version = Number(decodeCursor(after, 1)[0]);
  if (!Number.isSafeInteger(version) || version < 1) throw badInput('This is not a cursor of this list.');
  return version;
}

function dayAt(after: string): CalendarDate {
  try {
    return calendarDate(decodeCursor(after, 1)[0] ?? '');
  } catch {
    throw badInput('This is not a cursor of this list.');
  }
}
