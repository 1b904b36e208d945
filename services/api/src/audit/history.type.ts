import type { HistoryRow } from '@linli/domain/audit/audit.read';
import { maskName } from '@linli/domain/people/masking';
import { Field, ObjectType } from 'type-graphql';
import { globalId } from '../graphql/global-id.ts';
import type { Operation } from '../graphql/operation.ts';
import { DateTime } from '../graphql/scalars.ts';
import { WorkerType } from '../places/place.type.ts';

/** One value before and after. */
@ObjectType('FieldChange', { simpleResolvers: true, description: '字段变更 One value before and after; personal values are masked.' })
export class FieldChangeType {
  @Field(() => String, { description: '字段 Its name.' })
  field!: string;

  @Field(() => String, { nullable: true, description: '变更前 As JSON where it is no text; null when there was none.' })
  from!: string | null;

  @Field(() => String, { nullable: true, description: '变更后 As JSON where it is no text; null when there is none any more.' })
  to!: string | null;
}

/** 变更记录. One change that a record went through. */
@ObjectType('RecordChange', { simpleResolvers: true, description: '变更记录 One change that a record went through.' })
export class RecordChangeType {
  @Field(() => DateTime, { description: '时间' })
  at!: Date;

  @Field(() => String, { description: '命令 e.g. `place.update`.' })
  command!: string;

  @Field(() => String, { description: 'Which part of the record.' })
  entity!: string;

  @Field(() => String, { description: 'CREATED, CHANGED or REMOVED.' })
  action!: string;

  @Field(() => WorkerType, { nullable: true, description: '操作人 Who; null when the system itself acted.' })
  account!: WorkerType | null;

  @Field(() => [FieldChangeType], { description: '字段变更 What was before and after; empty for what was made or removed.' })
  changes!: FieldChangeType[];
}
export type RecordChange = RecordChangeType;

/** How personal values are shown, by field; sealed ones are not shown at all. */
const MASKS: Readonly<Record<string, (value: string) => string>> = { 'Resident.name': maskName, 'Kin.name': maskName, 'OrganisationContact.name': maskName };
const HIDDEN = '******';

/** A record's history as it is shown; whether one may see it, the caller has asked. */
export async function shownHistory({ loaders }: Operation, recordId: string): Promise<RecordChange[]> {
  const rows = await loaders.history.load(recordId);
  return Promise.all(rows.map(async row => {
    const account = row.accountId === null ? null : await loaders.account.load(row.accountId);
    return { ...row, account: account && { ...account, id: globalId('Account', account.id) }, changes: changesOf(row) };
  }));
}

function changesOf({ entity, changes }: HistoryRow): FieldChangeType[] {
  return Object.entries(changes ?? {}).map(([field, [from, to]]) => ({ field, from: shown(entity, field, from), to: shown(entity, field, to) }));
}

function shown(entity: string, field: string, value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (field.endsWith('Sealed')) return HIDDEN;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return MASKS[`${entity}.${field}`]?.(text) ?? text;
}
