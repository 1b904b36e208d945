import { exportCount, exportPage, importCount, importErrorCount, importErrors, importPage, type ExportRow, type ImportErrorRow, type ImportRow } from '@linli/domain/sheets/imports.read';
import { isId } from '@linli/domain/shared/ids';
import { one } from '@linli/domain/shared/read';
import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { AttachmentType } from '../attachments/attachment.type.ts';
import { decodeCursor, pageOf, pageSize, type Page } from '../graphql/connection.ts';
import { badInput } from '../graphql/errors.ts';
import { isGiven } from '../graphql/given.ts';
import { globalId, rowId } from '../graphql/global-id.ts';
import { administers } from '../graphql/loaders.ts';
import type { Context, Operation } from '../graphql/operation.ts';
import { PlaceType, WorkerType } from '../places/place.type.ts';
import { ExportConnection, ExportType, SheetFilterValuesType } from './export.type.ts';
import { ImportConnection, ImportErrorConnection, ImportType } from './import.type.ts';
import { SheetKindType } from './sheet-kind.type.ts';

/** Spreadsheets that come in. */
@Resolver(() => ImportType)
export class ImportResolver {
  @Query(() => [SheetKindType], { description: '表格种类 What can be brought in and taken out as spreadsheets.' })
  sheetKinds(@Ctx() { operation }: Context): SheetKindType[] {
    return operation.domain.imports.kinds.map(({ kind, title, columns, intake, outlet }) => ({
      kind, ...title, comesIn: intake !== undefined, goesOut: outlet !== undefined,
      columns: Object.entries(columns).map(([key, { zh, en, required, mask, form, example, note }]) => ({
        key, zh, en, required, personal: mask !== undefined, form: `${form.zh} ${form.en}`, example, note: note ? `${note.zh} ${note.en}` : null,
      })),
      filters: Object.entries(outlet?.filters ?? {}).map(([key, { zh, en, single, form }]) => ({ key, zh, en, single, form: `${form.zh} ${form.en}` })),
      outcome: Object.entries(intake?.outcome ?? {}).map(([key, said]) => ({ key, ...said })),
    }));
  }

  @Query(() => ImportType, { nullable: true, description: '导入 An import by id; null when there is none that one may see.' })
  import(@Arg('id', () => ID, { description: 'Global id.' }) id: string, @Ctx() { operation }: Context): Promise<ImportRow | null> {
    return operation.loaders.import.load(rowId('Import', id));
  }

  @Query(() => ImportConnection, { description: '导入列表 One\'s own imports, and those at places that one administers, the latest first.' })
  async imports(
    @Arg('first', () => Int, { defaultValue: 20, description: 'Rows in the page, 1 to 100.' }) asked: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor of the row before.' }) after: string | undefined,
    @Ctx() { operation }: Context,
  ): Promise<Page<ImportRow>> {
    const [first, viewer] = [pageSize(asked), viewerOf(operation)];
    const rows = await operation.rows(importPage, ...viewer, positionOf(after), first + 1);
    return pageOf(rows, first, isGiven(after), row => [row.id], async () => (await one(operation, importCount, ...viewer))?.n ?? 0);
  }

  @FieldResolver(() => ID, { description: 'Opaque and unique in the whole API.' })
  id(@Root() row: ImportRow): string {
    return globalId('Import', row.id);
  }

  @FieldResolver(() => PlaceType, { nullable: true, description: '范围 Its rows name this place and places under it.' })
  place(@Root() row: ImportRow, @Ctx() { operation }: Context) {
    return operation.loaders.place.load(row.placeId);
  }

  @FieldResolver(() => WorkerType, { nullable: true, description: '导入人 Who began it; null for an operator.' })
  createdBy(@Root() row: ImportRow, @Ctx() { operation }: Context) {
    return workerOf(operation, row.createdBy);
  }

  @FieldResolver(() => ImportErrorConnection, { description: '错误 What is wrong, by row and column.' })
  async errors(
    @Root() { id }: ImportRow,
    @Arg('first', () => Int, { defaultValue: 50, description: 'Rows in the page, 1 to 100.' }) asked: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor of the row before.' }) after: string | undefined,
    @Ctx() { operation }: Context,
  ): Promise<Page<Omit<ImportErrorRow, 'column'> & { column: string | null }>> {
    const first = pageSize(asked);
    const [row = '0', column = '', code = ''] = isGiven(after) ? decodeCursor(after, 3) : [];
    if (!/^\d{1,9}$/.test(row)) throw badInput('This is not a cursor of this list.');
    const rows = await operation.rows(importErrors, id, Number(row), column, code, first + 1);
    return pageOf(rows.map(error => ({ ...error, column: error.column || null })), first, isGiven(after), error => [String(error.row), error.column ?? '', error.code],
      async () => (await one(operation, importErrorCount, id))?.n ?? 0);
  }
}

/** Spreadsheets that go out. */
@Resolver(() => ExportType)
export class ExportResolver {
  @Query(() => ExportConnection, { description: '导出列表 One\'s own exports, and those at places that one administers, the latest first.' })
  async exports(
    @Arg('first', () => Int, { defaultValue: 20, description: 'Rows in the page, 1 to 100.' }) asked: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor of the row before.' }) after: string | undefined,
    @Ctx() { operation }: Context,
  ): Promise<Page<ExportRow>> {
    const [first, viewer] = [pageSize(asked), viewerOf(operation)];
    const rows = await operation.rows(exportPage, ...viewer, positionOf(after), first + 1);
    return pageOf(rows, first, isGiven(after), row => [row.id], async () => (await one(operation, exportCount, ...viewer))?.n ?? 0);
  }

  @FieldResolver(() => ID, { description: 'Opaque and unique in the whole API.' })
  id(@Root() row: ExportRow): string {
    return globalId('Export', row.id);
  }

  @FieldResolver(() => PlaceType, { nullable: true, description: '范围 Rows of this place and of places under it.' })
  place(@Root() row: ExportRow, @Ctx() { operation }: Context) {
    return operation.loaders.place.load(row.placeId);
  }

  @FieldResolver(() => WorkerType, { nullable: true, description: '导出人 Who asked for it; null for an operator.' })
  createdBy(@Root() row: ExportRow, @Ctx() { operation }: Context) {
    return workerOf(operation, row.createdBy);
  }

  @FieldResolver(() => [SheetFilterValuesType], { description: '筛选条件 What its rows were narrowed to; empty for all of the place.' })
  filters(@Root() { filters }: ExportRow): SheetFilterValuesType[] {
    return Object.entries(filters).map(([key, values]) => ({ key, values }));
  }

  @FieldResolver(() => AttachmentType, { nullable: true, description: '文件 For who asked for it alone, and for a week; null until it is written.' })
  file(@Root() { attachmentId }: ExportRow, @Ctx() { operation }: Context) {
    return !attachmentId ? null : operation.domain.attachments.seen(operation, operation.actor, attachmentId);
  }
}

/** Whose lists these are: the viewer's account, and the places that they administer. */
function viewerOf(operation: Operation): [string, string[]] {
  return [operation.actor.accountId, administers(operation)];
}

function positionOf(after: string | undefined): string | null {
  if (!isGiven(after)) return null;
  const [id = ''] = decodeCursor(after, 1);
  if (!isId(id)) throw badInput('This is not a cursor of this list.');
  return id;
}

async function workerOf(operation: Operation, accountId: string | null) {
  const account = accountId === null ? null : await operation.loaders.account.load(accountId);
  return account && { ...account, id: globalId('Account', account.id) };
}
