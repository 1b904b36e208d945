import { ADMINS, holds } from '@linli/domain/access/actor';
import { auditCount, auditPage, type AuditRow } from '@linli/domain/audit/audit.read';
import { rootPlace } from '@linli/domain/places/places.read';
import { isId } from '@linli/domain/shared/ids';
import { one } from '@linli/domain/shared/read';
import { Arg, Ctx, Field, FieldResolver, ID, Int, ObjectType, Query, Resolver, Root } from 'type-graphql';
import { connectionOf, decodeCursor, pageOf, pageSize, type Page } from '../graphql/connection.ts';
import { badInput, forbidden } from '../graphql/errors.ts';
import { isGiven } from '../graphql/given.ts';
import { globalId, parseGlobalId } from '../graphql/global-id.ts';
import type { Context, Operation } from '../graphql/operation.ts';
import { DateTime } from '../graphql/scalars.ts';
import { WorkerType } from '../places/place.type.ts';

@ObjectType('AuditChange', { simpleResolvers: true, description: '变更 One row that a command wrote; names of fields, never their values.' })
class AuditChangeType {
  @Field(() => String, { description: 'Kind of row.' })
  entity!: string;

  @Field(() => String, { description: 'CREATED, CHANGED or REMOVED.' })
  action!: string;

  @Field(() => [String], { description: 'Names of the fields written.' })
  fields!: readonly string[];
}

/** 留痕. */
@ObjectType('AuditEntry', { simpleResolvers: true, description: '留痕 One command that was carried out: who, when, from where, and what it touched.' })
class AuditEntryType {
  @Field(() => DateTime, { description: '时间' })
  at!: Date;

  @Field(() => String, { description: '命令 e.g. `case.close`.' })
  command!: string;

  @Field(() => String, { nullable: true, description: 'Id of the request.' })
  requestId!: string | null;

  @Field(() => String, { nullable: true, description: '来源地址 Network address.' })
  address!: string | null;

  @Field(() => [AuditChangeType], { description: '变更 What was written.' })
  written!: readonly AuditChangeType[];
}

const AuditConnection = connectionOf('AuditEntry', () => AuditEntryType);

/** The audit trail: for district admins, and for admins on the records that they see. */
@Resolver(() => AuditEntryType)
export class AuditResolver {
  @Query(() => AuditConnection, { description: '留痕 What was done, the latest first: in the whole district, or to one case or place.' })
  async auditTrail(
    @Arg('subjectId', () => ID, { nullable: true, description: 'Global id of a case or a place; without it only district admins may ask.' }) subjectId: string | undefined,
    @Arg('first', () => Int, { defaultValue: 20, description: 'Rows in the page, 1 to 100.' }) asked: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor of the row before.' }) after: string | undefined,
    @Ctx() { operation }: Context,
  ): Promise<Page<AuditRow>> {
    const first = pageSize(asked);
    const root = await one(operation, rootPlace);
    const everywhere = holds(operation.actor, ['DISTRICT_ADMIN'], [root?.id ?? '']);
    if (!isGiven(subjectId) && !everywhere) throw forbidden();
    const subject = isGiven(subjectId) ? parseGlobalId(subjectId) : null;
    const about = !isGiven(subjectId) ? null : everywhere || (await mayAudit(operation, subject)) ? (subject?.id ?? NOBODY) : NOBODY;
    const position = isGiven(after) ? auditPosition(after) : null;
    const rows = await operation.rows(auditPage, about, position, first + 1);
    return pageOf(rows, first, isGiven(after), row => [row.id], async () => (await one(operation, auditCount, about))?.n ?? 0);
  }

  @FieldResolver(() => ID, { description: 'Global id.' })
  id(@Root() entry: AuditRow): string {
    return globalId('AuditEntry', entry.id);
  }

  @FieldResolver(() => WorkerType, { nullable: true, description: '操作人 Who; null when the system itself acted.' })
  async account(@Root() entry: AuditRow, @Ctx() { operation }: Context) {
    const account = entry.accountId === null ? null : await operation.loaders.account.load(entry.accountId);
    return account && { ...account, id: globalId('Account', account.id) };
  }
}

const NOBODY = '00000000-0000-0000-0000-000000000000';

/** Admins may see what was done to the cases and places that they administer. */
async function mayAudit({ actor, loaders }: Operation, subject: { kind: string; id: string } | null): Promise<boolean> {
  const placeId = subject?.kind === 'Case' ? (await loaders.case.load(subject.id))?.placeId : subject?.kind === 'Place' ? subject.id : undefined;
  return placeId !== undefined && holds(actor, ADMINS, (await loaders.lineage.load(placeId)).map(line => line.ancestorId));
}

function auditPosition(after: string): string {
  const [id = ''] = decodeCursor(after, 1);
  if (!isId(id)) throw badInput('This is not a cursor of this list.');
  return id;
}
