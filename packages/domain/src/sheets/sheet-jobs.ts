import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Attachment } from '../attachments/attachment.entity.ts';
import type { AttachmentsService } from '../attachments/attachments.service.ts';
import type { MediaType } from '../attachments/media-type.rule.ts';
import { dayOf } from '../shared/clock.ts';
import { newId } from '../shared/ids.ts';
import { system, type Performer } from '../shared/performer.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import { Import } from './import.entity.ts';
import type { WrittenFormat } from './files/write-file.ts';
import type { Export } from './export.entity.ts';
import type { ExportsService, NewExport } from './exports.service.ts';
import type { ImportsService } from './imports.service.ts';
import { exportRecords } from './sheet.records.ts';
import { writeTemplate } from './template.ts';

/** What a job about a sheet carries. The job looks again at what it finds: it may run late, twice, or in vain. */
export interface SheetJob {
  readonly districtId: number;
  /** Of the import or export. */
  readonly id: string;
}

const TYPES = {
  XLSX: { ending: 'xlsx', mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' },
  CSV: { ending: 'csv', mediaType: 'text/csv' },
} as const satisfies Record<WrittenFormat, { ending: string; mediaType: MediaType }>;

/** What workers do about sheets: with files of the attachments' storage on a disk of their own. */
export class SheetJobs {
  readonly #unit: UnitOfWork;
  readonly #attachments: AttachmentsService;
  readonly #imports: ImportsService;
  readonly #exports: ExportsService;

  constructor(unit: UnitOfWork, attachments: AttachmentsService, imports: ImportsService, exports: ExportsService) {
    [this.#unit, this.#attachments, this.#imports, this.#exports] = [unit, attachments, imports, exports];
  }

  /** Checks the file that was attached to an import. */
  async check({ districtId, id }: SheetJob): Promise<void> {
    const file = await this.#unit.of(system(districtId), 'import.look', async tx => {
      const found = await tx.findOne(Import, { id });
      return found?.attachmentId ? tx.findOne(Attachment, { id: found.attachmentId }) : null;
    });
    if (!file) return;
    await inFolder(async folder => {
      const path = join(folder, 'sheet');
      await pipeline(await this.#attachments.content(file), createWriteStream(path));
      await this.#imports.run.check(districtId, id, path);
    });
  }

  /** Applies an import that was asked for. */
  apply({ districtId, id }: SheetJob): Promise<void> {
    return this.#imports.run.apply(districtId, id);
  }

  /** Writes the file of an export, and keeps it for who asked. */
  async write({ districtId, id }: SheetJob): Promise<void> {
    await inFolder(async folder => {
      const path = join(folder, 'sheet');
      await this.#exports.write(districtId, id, path, made => this.#keep({ ...system(districtId), accountId: made.createdBy ?? null }, made, path, dayOf(made.createdAt)));
    });
  }

  /** Writes an empty template, at once. @throws Refusal as {@link ExportsService.template} */
  async template(performer: Performer, asked: Pick<NewExport, 'kind' | 'placeId' | 'format'>): Promise<Export> {
    const made = await this.#exports.template(performer, asked, newId());
    if (made.attachmentId) return made; // the same command, sent again
    return inFolder(async folder => {
      const path = join(folder, 'sheet');
      await writeTemplate(path, made.format, this.#imports.sheetOf(made.kind));
      return this.#exports.kept(performer, made.id, await this.#keep({ ...performer, idempotency: undefined }, made, path, '模板'));
    });
  }

  async #keep(performer: Performer, { id: recordId, kind, format }: Export, path: string, mark: string): Promise<string> {
    const { ending, mediaType } = TYPES[format];
    const fileName = `${this.#imports.sheetOf(kind).title.zh} ${mark}.${ending}`;
    return (await this.#attachments.store(performer, { recordKind: exportRecords.kind, recordId, fileName, mediaType, content: createReadStream(path) })).id;
  }
}

async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'linli-sheet-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
