import { Attachment } from '../attachments/attachment.entity.ts';
import type { Sealer } from '../people/sealed.ts';
import { lineageOf } from '../places/places.service.ts';
import { Place } from '../places/place.entity.ts';
import { newId } from '../shared/ids.ts';
import type { Performer } from '../shared/performer.ts';
import { Refusal } from '../shared/refusal.ts';
import type { Transaction } from '../shared/transaction.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import { Import, OPEN_IMPORTS } from './import.entity.ts';
import { ImportRun } from './import-run.ts';
import { importRecords } from './sheet.records.ts';
import type { Outcome, Sheet } from './sheet.ts';
import { Staging } from './staging.ts';

/** Staged rows that nobody applies, and files, are kept so many days. */
export const KEPT_DAYS = 7;

/** A spreadsheet that somebody brings in. */
export interface NewImport {
  readonly kind: string;
  /** Rows may name this place and places under it. */
  readonly placeId: string;
  /** Of a file that an operator's command reads from disk. */
  readonly fileName?: string;
}

/** Commands on imports. Who may is asked of the kind of sheet. */
export class ImportsService {
  /** What workers and operators' commands do with what was commanded here. */
  readonly run: ImportRun;
  readonly #unit: UnitOfWork;
  readonly #sheets: ReadonlyMap<string, Sheet>;
  readonly #staging: Staging;

  constructor(unit: UnitOfWork, sealer: Sealer, sheets: readonly Sheet[]) {
    this.#unit = unit;
    this.#sheets = new Map(sheets.map(sheet => [sheet.kind, sheet]));
    this.#staging = new Staging(sealer);
    this.run = new ImportRun(unit, sealer, kind => this.sheetOf(kind));
  }

  /** All kinds of sheets. */
  get kinds(): readonly Sheet[] {
    return [...this.#sheets.values()];
  }

  /** @throws Refusal NOT_FOUND */
  sheetOf(kind: string): Sheet {
    const sheet = this.#sheets.get(kind);
    if (!sheet) throw new Refusal('NOT_FOUND', 'No such kind of sheet.', ['kind']);
    return sheet;
  }

  /**
   * Begins an import: a record to which the file is attached, and then {@link ImportsService.check} called.
   * @throws Refusal NOT_FOUND for the kind or the place, also where one may not bring in such sheets
   */
  create(performer: Performer, asked: NewImport): Promise<Import> {
    return this.#unit.of(performer, 'import.create', async tx => {
      const { intake } = this.sheetOf(asked.kind);
      if (!intake) throw new Refusal('NOT_FOUND', 'Sheets of this kind only go out.', ['kind']);
      if (!(await tx.findOne(Place, { id: asked.placeId })) || !intake.may(performer, await lineageOf(tx, asked.placeId))) {
        throw new Refusal('NOT_FOUND', 'No such place.', ['placeId']);
      }
      return tx.create(Import, {
        ...asked, fileName: asked.fileName ?? null, attachmentId: null, id: newId(), format: null, state: 'CREATED', onlyRight: false, rowCount: 0, doneCount: 0, newCount: 0,
        changedCount: 0, sameCount: 0, wrongCount: 0, unknownHeaders: [], failure: null, createdBy: performer.accountId, createdAt: tx.at, appliedBy: null, endedAt: null,
      });
    });
  }

  /**
   * Has the worker check the file that was attached.
   * @throws Refusal NOT_FOUND for the import, or a file that is not attached to it; WRONG_STATE when it has a file already
   */
  check(performer: Performer, importId: string, attachmentId: string): Promise<Import> {
    return this.#unit.of(performer, 'import.upload', async tx => {
      const found = await this.#own(tx, performer, importId);
      const file = await tx.findOne(Attachment, { id: attachmentId, recordKind: importRecords.kind, recordId: importId, state: 'STORED' });
      if (!file) throw new Refusal('NOT_FOUND', 'No such attachment of this import.', ['attachmentId']);
      found.take(attachmentId, file.fileName);
      await addJob(tx, 'import_check', importId);
      return found;
    });
  }

  /**
   * Has what was checked written: all of it, or of a file with wrong rows only what is right.
   * @param later whether the worker does it; an operator's command does it itself
   * @throws Refusal NOT_FOUND; WRONG_STATE unless CHECKED; CONFLICT while rows are wrong and `onlyRight` is not asked
   */
  apply(performer: Performer, importId: string, { onlyRight, later = true }: { onlyRight: boolean; later?: boolean }): Promise<Import> {
    return this.#unit.of(performer, 'import.begin_apply', async tx => {
      const found = await this.#own(tx, performer, importId);
      found.beginApply(onlyRight, performer.accountId);
      if (later) await addJob(tx, 'import_apply', importId);
      return found;
    });
  }

  /** Ends an import without writing anything of it, also while it is checked or applied. @throws Refusal NOT_FOUND; WRONG_STATE when it has ended */
  cancel(performer: Performer, importId: string): Promise<Import> {
    return this.#unit.of(performer, 'import.cancel', async tx => {
      const found = await this.#own(tx, performer, importId);
      const underWay = found.state === 'CHECKING' || found.state === 'APPLYING';
      found.cancel(tx.at);
      if (!underWay) await this.#staging.clear(tx, importId); // whoever is at it holds its rows, and lets go of them
      return found;
    });
  }

  /** What the import made that only the importer may learn; handed out once. @throws Refusal NOT_FOUND for others, for who may no more, and before it is applied */
  takeOutcome(performer: Performer, importId: string): Promise<readonly Outcome[]> {
    return this.#unit.of({ ...performer, idempotency: undefined }, 'import.take_outcome', async tx => {
      const found = await this.#own(tx, performer, importId);
      if (found.state !== 'APPLIED' || found.appliedBy !== performer.accountId) throw new Refusal('NOT_FOUND', 'No such import.', ['importId']);
      return this.#staging.takeOutcome(tx, importId);
    });
  }

  /** Lets go of what nobody has applied in time, and of what was handed in. Called as the day turns. */
  async letGo(tx: Transaction, now: Date): Promise<void> {
    const before = new Date(now.getTime() - KEPT_DAYS * 86_400_000);
    for (const old of await tx.getAll(Import, { state: { $in: [...OPEN_IMPORTS] }, createdAt: { $lt: before } })) {
      old.cancel(now);
      await this.#staging.clear(tx, old.id);
    }
    await this.#staging.clearOutcomes(tx, before);
    await letGoOfFiles(tx, importRecords.kind, before);
  }

  async #own(tx: Transaction, performer: Performer, importId: string): Promise<Import> {
    const found = await tx.get(Import, importId);
    if (!found || !this.sheetOf(found.kind).intake?.may(performer, await lineageOf(tx, found.placeId))) {
      throw new Refusal('NOT_FOUND', 'No such import.', ['importId']);
    }
    return found;
  }
}

/** Has a worker do something about an import or export, once this is committed. */
export async function addJob(tx: Transaction, task: string, id: string): Promise<void> {
  await tx.execute('/* add_job */ select app.add_job($1, $2, $3, $4)', task, JSON.stringify({ id }), tx.at, `${task}:${tx.districtId}:${id}`);
}

/** Files that were brought in or made hold personal data: after a while only the record of them is left. */
export async function letGoOfFiles(tx: Transaction, recordKind: string, before: Date): Promise<void> {
  for (const file of await tx.getAll(Attachment, { recordKind, createdAt: { $lt: before } })) await tx.remove(file);
}
