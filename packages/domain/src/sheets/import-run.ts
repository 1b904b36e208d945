import type { Sealer } from '../people/sealed.ts';
import { Refusal } from '../shared/refusal.ts';
import { system, type Performer } from '../shared/performer.ts';
import type { Transaction } from '../shared/transaction.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import { BecameWrong } from './became-wrong.ts';
import type { Wording } from './cell.ts';
import { rowsOfFile } from './files/read-file.ts';
import { broken, Unreadable } from './files/unreadable.ts';
import { Import, type ImportCounts, type ImportState } from './import.entity.ts';
import { Cancelled, Progress } from './progress.ts';
import { readRows, type ReadRow } from './read-rows.ts';
import type { Intake, Planned, Sheet, SheetRow } from './sheet.ts';
import { Staging, type StagedRow } from './staging.ts';

/** Rows that are looked up, and written, together. Nothing more of a file is in memory at once. */
const TOGETHER = 1_000;

/** Called as rows are done, for whoever watches. */
export type OnProgress = (done: number) => void;

/** Checks and applies imports: what workers do, and operators' commands. */
export class ImportRun {
  readonly #unit: UnitOfWork;
  readonly #staging: Staging;
  readonly #sheetOf: (kind: string) => Sheet;

  constructor(unit: UnitOfWork, sealer: Sealer, sheetOf: (kind: string) => Sheet) {
    this.#unit = unit;
    this.#staging = new Staging(sealer);
    this.#sheetOf = sheetOf;
  }

  /**
   * Reads a file into the staging table and says of each row what would become of it. A file that cannot be read makes
   * the import FAILED. Run again, it begins anew.
   * @param path where the file lies
   */
  async check(districtId: number, importId: string, path: string, onProgress?: OnProgress): Promise<void> {
    const begun = await this.#begin(districtId, importId);
    if (!begun) return;
    const performer: Performer = { ...system(districtId), accountId: begun.createdBy ?? null };
    const progress = new Progress(this.#unit, performer, importId, 'CHECKING', onProgress);
    try {
      const read = await this.#stage(performer, begun, path, progress);
      await progress.stop();
      await this.#unit.of(performer, 'import.check', async tx => {
        await this.#staging.refuseRepeated(tx, importId);
        const found = await tx.get(Import, importId);
        if (found?.state !== 'CHECKING') throw new Cancelled();
        Object.assign(found, read);
        found.checked(await this.#staging.counts(tx, importId));
        onProgress?.(found.rowCount);
      });
    } catch (error) {
      await progress.stop();
      await this.#letGo(performer, importId, error instanceof Cancelled ? undefined : error instanceof Unreadable ? error : FAULT);
      if (!(error instanceof Cancelled || error instanceof Unreadable)) throw error;
    }
  }

  /**
   * Applies what was checked in one unit of work: every right row, or nothing. Rows are judged again, since the records may
   * have changed since the check; where one has become wrong, and not only right rows were asked for, nothing is written,
   * the row is listed, and the import is CHECKED again. So it is where a rule refuses a row only as it is written; without
   * that row, the others can be asked for.
   */
  async apply(districtId: number, importId: string, onProgress?: OnProgress): Promise<void> {
    const asked = await this.#unit.of(system(districtId), 'import.look', tx => tx.findOne(Import, { id: importId }));
    if (asked?.state !== 'APPLYING') return;
    const performer: Performer = { ...system(districtId), accountId: asked.appliedBy ?? null };
    const progress = new Progress(this.#unit, performer, importId, 'APPLYING', onProgress);
    try {
      await this.#unit.of(performer, 'import.apply', tx => this.#applyIn(tx, asked, progress));
      await progress.stop();
      onProgress?.(progress.done);
    } catch (error) {
      await progress.stop();
      if (error instanceof Cancelled) return await this.#letGo(performer, importId);
      await this.#fallBack(performer, importId, error);
      if (!(error instanceof BecameWrong || error instanceof Refusal)) throw error;
    }
  }

  #begin(districtId: number, importId: string): Promise<Import | null> {
    return this.#unit.of(system(districtId), 'import.begin_check', async tx => {
      const found = await tx.get(Import, importId);
      if (!found || !UNCHECKED.has(found.state)) return null;
      found.beginCheck();
      await this.#staging.clear(tx, importId);
      await this.#staging.clearFaults(tx, importId);
      return found;
    });
  }

  async #stage(performer: Performer, { id, kind, placeId }: Import, path: string, progress: Progress): Promise<Pick<Import, 'format' | 'unknownHeaders'>> {
    const sheet = this.#sheetOf(kind);
    const intake = intakeOf(sheet);
    const read: Pick<Import, 'format' | 'unknownHeaders'> = { format: null, unknownHeaders: [] };
    const known = await this.#unit.of(performer, 'import.look', tx => intake.begin(tx, { placeId, at: tx.at, by: performer.accountId }));
    const put = (rows: readonly ReadRow[]) => this.#unit.of(performer, 'import.stage', async tx => {
      await this.#staging.put(tx, id, await judged(tx, intake, known, rows));
    });
    const rows = readRows(sheet, rowsOfFile(path, format => { read.format = format; }), header => { read.unknownHeaders = [...header.unknown]; });
    for await (const batch of inBatches(rows, TOGETHER)) {
      await put(batch);
      progress.done += batch.length;
      progress.look();
    }
    return read;
  }

  async #applyIn(tx: Transaction, asked: Import, progress: Progress): Promise<void> {
    if (!(await this.#staging.hold(tx, asked.id)) && asked.rowCount > 0) throw new Cancelled();
    const intake = intakeOf(this.#sheetOf(asked.kind));
    const known = await intake.begin(tx, { placeId: asked.placeId, at: tx.at, by: tx.performer.accountId });
    const counts = { newCount: 0, changedCount: 0, sameCount: 0, wrongCount: 0 };
    let [outcomes, seen] = [0, 0];
    progress.done = 0;
    for (let after = 0; ;) {
      const rows = await this.#staging.page(tx, asked.id, after, TOGETHER);
      if (rows.length === 0) break;
      after = rows.at(-1)?.number ?? after;
      const planned = await plannedAndHeld(tx, intake, rows as never, known);
      const wrong = rows.flatMap(({ number }, n) => (planned[n]?.verdict === 'WRONG' ? [{ number, faults: planned[n].faults }] : []));
      if (wrong.length > 0 && !asked.onlyRight) throw new BecameWrong(wrong);
      if (wrong.length > 0) await this.#staging.putFaults(tx, asked.id, wrong);
      for (const { verdict } of planned) counts[COUNTED[verdict]] += 1;
      const made = await intake.apply(tx, todosOf(planned, 'NEW', 'CHANGED'), known);
      if (made && made.length > 0) await this.#staging.putOutcome(tx, asked.id, outcomes, made);
      outcomes += made?.length ?? 0;
      seen += rows.length;
      progress.done = seen;
      progress.look();
    }
    await tx.flush();
    await this.#staging.clear(tx, asked.id);
    const found = await tx.get(Import, asked.id);
    if (found?.state !== 'APPLYING') throw new Cancelled();
    found.applied({ ...counts, wrongCount: asked.rowCount - seen + counts.wrongCount }, tx.at);
  }

  #fallBack(performer: Performer, importId: string, error: unknown): Promise<void> {
    return this.#unit.of(performer, 'import.fall_back', async tx => {
      const found = await tx.get(Import, importId);
      if (found?.state !== 'APPLYING') return;
      if (!(error instanceof BecameWrong)) return found.fellBack(error instanceof Refusal ? refusedBy(error) : FAULT, {});
      await this.#staging.markWrong(tx, importId, error.rows.map(({ number }) => number));
      await this.#staging.putFaults(tx, importId, error.rows);
      found.fellBack(CHANGED_SINCE, await this.#staging.counts(tx, importId));
    });
  }

  #letGo(performer: Performer, importId: string, why?: Wording & { code: string }): Promise<void> {
    return this.#unit.of(performer, 'import.let_go', async tx => {
      const found = await tx.get(Import, importId);
      if (why) found?.fail({ code: why.code, zh: why.zh, en: why.en }, tx.at);
      await this.#staging.clear(tx, importId);
    });
  }
}

const UNCHECKED: ReadonlySet<ImportState> = new Set(['CREATED', 'UPLOADED', 'CHECKING']);
const COUNTED = { NEW: 'newCount', CHANGED: 'changedCount', SAME: 'sameCount', WRONG: 'wrongCount' } as const satisfies Record<string, keyof ImportCounts>;
const CHANGED_SINCE = { code: 'CHANGED_SINCE', zh: '检查之后资料有变动，有些行不再正确；没有写入任何内容。', en: 'Records have changed since the check and some rows are wrong now; nothing was written.' };
const FAULT = { code: 'FAULT', zh: '系统出错，没有写入任何内容，请再试一次。', en: 'Something failed on our side; nothing was written. Try again.' };

/** Why nothing was written when a rule of the whole, and not of a row, said no. */
function refusedBy({ code, message }: Refusal): Wording & { code: string } {
  return { code, zh: `系统不接受，没有写入任何内容：${message}`, en: `${message} Nothing was written.` };
}

function intakeOf({ kind, intake }: Sheet): Intake {
  if (!intake) throw broken(new Error(`Sheets of ${kind} only go out.`));
  return intake;
}

/** What would happen with each of some rows; the records that they change are locked, and as they were judged. */
async function plannedAndHeld(tx: Transaction, intake: Intake, rows: readonly SheetRow<never>[], known: unknown): Promise<readonly Planned<unknown>[]> {
  for (;;) {
    const planned = await intake.plan(tx, rows, known);
    if (!intake.hold || await intake.hold(tx, todosOf(planned, 'CHANGED'))) return planned;
  }
}

function todosOf(planned: readonly Planned<unknown>[], ...verdicts: readonly Planned<unknown>['verdict'][]): unknown[] {
  return planned.flatMap(row => (row.verdict !== 'WRONG' && verdicts.includes(row.verdict) ? [row.todo] : []));
}

/** What is to be staged of some rows: those whose cells are right are looked up together. */
async function judged(tx: Transaction, intake: Intake, known: unknown, rows: readonly ReadRow[]): Promise<StagedRow[]> {
  const right = rows.filter(({ faults }) => faults.length === 0);
  const planned = await intake.plan(tx, right, known);
  const of = new Map(right.map((row, n) => [row, planned[n]]));
  return rows.map(row => {
    const plan = of.get(row);
    if (plan && plan.verdict !== 'WRONG') return { ...row, verdict: plan.verdict };
    return { ...row, verdict: 'WRONG', values: null, faults: plan?.faults ?? row.faults };
  });
}

async function* inBatches<T>(rows: AsyncIterable<T>, size: number): AsyncGenerator<T[]> {
  let batch: T[] = [];
  for await (const row of rows) {
    batch.push(row);
    if (batch.length < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
