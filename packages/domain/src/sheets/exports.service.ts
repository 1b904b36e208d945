import { maskNumbers } from '../people/masking.ts';
import { lineageOf } from '../places/places.service.ts';
import { Place } from '../places/place.entity.ts';
import { newId } from '../shared/ids.ts';
import { system, type Performer } from '../shared/performer.ts';
import type { Rows } from '../shared/read.ts';
import { Refusal } from '../shared/refusal.ts';
import type { Snapshot } from '../shared/snapshot.ts';
import type { Transaction } from '../shared/transaction.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import { words } from '../shared/words.ts';
import { Export } from './export.entity.ts';
import { filterValues, readFilters, type AskedFilter } from './filters.ts';
import { writeSheet, type WrittenFormat, type WrittenRow } from './files/write-file.ts';
import { ORIGIN } from './header.rule.ts';
import { addJob, KEPT_DAYS, letGoOfFiles } from './imports.service.ts';
import { exportRecords } from './sheet.records.ts';
import type { Columns, OutgoingRow, Outlet, Sheet } from './sheet.ts';
import { columnsToWrite, notesOf } from './template.ts';

/** A spreadsheet that somebody takes out. */
export interface NewExport {
  readonly kind: string;
  readonly placeId: string;
  readonly format: WrittenFormat;
  /** Personal values whole: for admins over the place, who say what for. */
  readonly unmasked: boolean;
  readonly purpose?: string | undefined;
  /** What its rows are narrowed to; all of the place without. */
  readonly filters?: readonly AskedFilter[] | undefined;
}

/** Registered by the room that records disclosures: personal values of these subjects go out whole. */
export type OnDisclosed = (tx: Transaction, disclosed: { kind: string; subjectIds: readonly string[]; purpose: string }) => Promise<void>;

/** Subjects recorded at once. */
const TOGETHER = 1_000;

/** Commands on exports. Each leaves its record: who took which rows, how many, whole or masked, and what for. */
export class ExportsService {
  readonly #unit: UnitOfWork;
  readonly #snapshot: (districtId: number) => Snapshot;
  readonly #sheetOf: (kind: string) => Sheet;
  readonly #onDisclosed: readonly OnDisclosed[];

  constructor(unit: UnitOfWork, snapshot: (districtId: number) => Snapshot, sheetOf: (kind: string) => Sheet, onDisclosed: readonly OnDisclosed[]) {
    [this.#unit, this.#snapshot, this.#sheetOf, this.#onDisclosed] = [unit, snapshot, sheetOf, onDisclosed];
  }

  /**
   * Has rows of a place written to a file.
   * @param later whether the worker does it; an operator's command does it itself
   * @throws Refusal NOT_FOUND for the kind or the place, also where one may not take such sheets out; NOT_ALLOWED to who may not
   *   have them unmasked; INVALID for these without a purpose; NOT_FOUND and INVALID for filters
   */
  create(performer: Performer, asked: NewExport, { later = true } = {}): Promise<Export> {
    return this.#unit.of(performer, 'export.create', async tx => {
      const outlet = outletOf(this.#sheetOf(asked.kind));
      const lineage = await lineageOf(tx, asked.placeId);
      if (!(await tx.findOne(Place, { id: asked.placeId })) || !outlet.may(performer, lineage)) throw new Refusal('NOT_FOUND', 'No such place.', ['placeId']);
      if (asked.unmasked && !outlet.mayUnmasked(performer, lineage)) throw new Refusal('NOT_ALLOWED', 'Only an admin over this place may take these out unmasked.', ['unmasked']);
      const made = await tx.create(Export, {
        id: newId(), kind: asked.kind, placeId: asked.placeId, filters: await readFilters(tx, outlet.filters ?? {}, asked.filters ?? []), format: asked.format, unmasked: asked.unmasked,
        purpose: asked.unmasked ? maskNumbers(words(asked.purpose ?? '', 200, 'purpose')) : null, state: 'WAITING', rowCount: 0, attachmentId: null,
        createdBy: performer.accountId, createdAt: tx.at, endedAt: null,
      });
      if (later) await addJob(tx, 'export_write', made.id);
      return made;
    });
  }

  /**
   * Writes the file of an export. Rows stream by, all from one snapshot.
   * @param keep puts the written file where the asker finds it, and answers with its attachment; null where the path is that
   */
  async write(districtId: number, exportId: string, path: string, keep: (made: Export) => Promise<string | null>): Promise<void> {
    const asked = await this.#unit.of(system(districtId), 'export.look', tx => tx.findOne(Export, { id: exportId }));
    if (asked?.state !== 'WAITING') return;
    const performer = { ...system(districtId), accountId: asked.createdBy ?? null };
    const sheet = this.#sheetOf(asked.kind);
    const subjects: string[] = [];
    const snapshot = this.#snapshot(districtId);
    let rowCount = 0;
    try {
      await writeSheet(path, asked.format, {
        title: sheet.title.zh, columns: [...columnsToWrite(sheet.columns), { header: ORIGIN.zh, width: 12 }], notes: notesOf(sheet),
      }, this.#pages(snapshot, sheet, asked, page => {
        rowCount += page.length;
        if (asked.unmasked) subjects.push(...page.flatMap(({ subjectId }) => subjectId ?? []));
      }));
    } finally {
      await snapshot.close();
    }
    const attachmentId = await keep(asked);
    await this.#unit.of(performer, 'export.write', async tx => {
      const made = await tx.get(Export, exportId);
      if (made?.state !== 'WAITING') return;
      for (let from = 0; from < subjects.length; from += TOGETHER) {
        for (const record of this.#onDisclosed) await record(tx, { subjectIds: subjects.slice(from, from + TOGETHER), purpose: asked.purpose ?? '', kind: asked.kind });
      }
      [made.state, made.rowCount, made.endedAt, made.attachmentId] = ['WRITTEN', rowCount, tx.at, attachmentId];
    });
  }

  /**
   * Records that an empty template was written for somebody who may bring in such sheets at a place.
   * @throws Refusal NOT_FOUND for the kind or the place, also where one may not
   */
  template(performer: Performer, asked: Pick<NewExport, 'kind' | 'placeId' | 'format'>, id: string): Promise<Export> {
    return this.#unit.of(performer, 'sheet.template', async tx => {
      const { intake, outlet } = this.#sheetOf(asked.kind);
      if (!(await tx.findOne(Place, { id: asked.placeId })) || !(intake ?? outlet)?.may(performer, await lineageOf(tx, asked.placeId))) {
        throw new Refusal('NOT_FOUND', 'No such place.', ['placeId']);
      }
      return tx.create(Export, {
        ...asked, id, filters: {}, unmasked: false, purpose: null, state: 'WRITTEN', rowCount: 0, attachmentId: null, createdBy: performer.accountId, createdAt: tx.at, endedAt: tx.at,
      });
    });
  }

  /** The file of a template. */
  kept(performer: Performer, exportId: string, attachmentId: string): Promise<Export> {
    return this.#unit.of({ ...performer, idempotency: undefined }, 'sheet.template_kept', async tx => {
      const made = await tx.get(Export, exportId);
      if (!made) throw new Error('The record of a template has gone.');
      made.attachmentId ??= attachmentId;
      return made;
    });
  }

  /** Lets go of files after a while; the record of who took what stays. Called as the day turns. */
  letGo(tx: Transaction, now: Date): Promise<void> {
    return letGoOfFiles(tx, exportRecords.kind, new Date(now.getTime() - KEPT_DAYS * 86_400_000));
  }

  async *#pages(from: Rows, sheet: Sheet, { placeId, unmasked, filters, createdAt, createdBy = null }: Export, onPage: (page: readonly OutgoingRow<Columns>[]) => void): AsyncGenerator<WrittenRow[]> {
    const columns = Object.entries(sheet.columns);
    const outlet = outletOf(sheet);
    for await (const page of outlet.rows(from, { placeId, at: createdAt, by: createdBy }, filterValues(outlet.filters ?? {}, filters))) {
      onPage(page);
      yield page.map(({ values, generated }) => [
        ...columns.map(([key, column]) => {
          const value = values[key];
          if (value === null || value === undefined) return null;
          return !unmasked && column.mask ? column.mask(value) : column.write(value);
        }),
        generated ? ORIGIN.generated : null,
      ]);
    }
  }
}

/** @throws Refusal NOT_FOUND for a kind that only comes in */
function outletOf({ outlet }: Sheet): Outlet {
  if (!outlet) throw new Refusal('NOT_FOUND', 'Sheets of this kind only come in.', ['kind']);
  return outlet;
}
