import { Ctx, Resolver } from 'type-graphql';
import { Command, Input } from '../graphql/command.ts';
import { rowId } from '../graphql/global-id.ts';
import type { Context } from '../graphql/operation.ts';
import { ExportPayload } from './export.type.ts';
import { ImportOutcomePayload, ImportPayload } from './import.type.ts';
import { ExportCreateInput, ImportApplyInput, ImportCancelInput, ImportCheckInput, ImportCreateInput, ImportTakeOutcomeInput, SheetTemplateCreateInput } from './sheet.input.ts';

/** Commands on spreadsheets. */
@Resolver()
export class SheetCommandsResolver {
  @Command(() => ImportPayload, '新建导入 Begins an import, by an admin over the place: attach the file to it, then have it checked.')
  async importCreate(@Input(() => ImportCreateInput) input: ImportCreateInput, @Ctx() { operation }: Context) {
    return { import: await operation.domain.imports.create(operation.by(input), { kind: input.kind, placeId: rowId('Place', input.placeId) }) };
  }

  @Command(() => ImportPayload, '检查导入 CREATED → UPLOADED: has the attached file checked row by row; nothing is written.')
  async importCheck(@Input(() => ImportCheckInput) input: ImportCheckInput, @Ctx() { operation }: Context) {
    return { import: await operation.domain.imports.check(operation.by(input), rowId('Import', input.importId), rowId('Attachment', input.attachmentId)) };
  }

  @Command(() => ImportPayload, '写入导入 CHECKED → APPLYING: has all rows written together, or of a file with wrong rows only the right ones.')
  async importApply(@Input(() => ImportApplyInput) input: ImportApplyInput, @Ctx() { operation }: Context) {
    return { import: await operation.domain.imports.apply(operation.by(input), rowId('Import', input.importId), { onlyRight: input.onlyRight }) };
  }

  @Command(() => ImportPayload, '取消导入 Ends an import without anything written, also while it is under way.')
  async importCancel(@Input(() => ImportCancelInput) input: ImportCancelInput, @Ctx() { operation }: Context) {
    return { import: await operation.domain.imports.cancel(operation.by(input), rowId('Import', input.importId)) };
  }

  @Command(() => ImportOutcomePayload, '领取导入结果 Hands out, once and to who applied it alone, what an APPLIED import made that nobody else learns, such as one-time passwords. Kept for a week.')
  async importTakeOutcome(@Input(() => ImportTakeOutcomeInput) input: ImportTakeOutcomeInput, @Ctx() { operation }: Context) {
    const outcome = await operation.domain.imports.takeOutcome(operation.by(input), rowId('Import', input.importId));
    return { outcome: outcome.map(row => ({ values: Object.entries(row).map(([key, value]) => ({ key, value })) })) };
  }

  @Command(() => ExportPayload, '新建导出 Has rows written to a file, by an admin over the place; masked unless asked otherwise.')
  async exportCreate(@Input(() => ExportCreateInput) input: ExportCreateInput, @Ctx() { operation }: Context) {
    const { kind, format, filters, unmasked, purpose } = input;
    return {
      export: await operation.domain.exports.create(operation.by(input), { kind, placeId: rowId('Place', input.placeId), format, filters, unmasked, purpose: purpose ?? undefined }),
    };
  }

  @Command(() => ExportPayload, '下载模板 Writes the empty template of a kind of sheet; it is there at once.')
  async sheetTemplateCreate(@Input(() => SheetTemplateCreateInput) input: SheetTemplateCreateInput, @Ctx() { operation }: Context) {
    const { kind, format } = input;
    return { export: await operation.domain.sheetJobs.template(operation.by(input), { kind, placeId: rowId('Place', input.placeId), format }) };
  }
}
