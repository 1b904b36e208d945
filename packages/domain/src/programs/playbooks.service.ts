import { Place } from '../places/place.entity.ts';
import { newId } from '../shared/ids.ts';
import type { Performer } from '../shared/performer.ts';
import { Refusal } from '../shared/refusal.ts';
import type { Transaction } from '../shared/transaction.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import { words } from '../shared/words.ts';
import type { PlaybookPartKind } from './part-kind.ts';
import { checkedKey, checkedParts } from './parts.rule.ts';
import { readFile, written, type Origin, type PlaybookFile } from './playbook-file.ts';
import { PlaybookVersion } from './playbook-version.entity.ts';
import { Playbook } from './playbook.entity.ts';
import { Program } from './program.entity.ts';
import { mayPublish } from './program.policy.ts';
import type { PlaybookVersionRow } from './programs.read.ts';
import { LONGEST_TITLE } from './programs.service.ts';

/** Playbooks, for the whole district: written from programs, or brought from other districts. */
export class PlaybooksService {
  readonly #unit: UnitOfWork;
  readonly #kinds: ReadonlyMap<string, PlaybookPartKind>;

  constructor(unit: UnitOfWork, kinds: ReadonlyMap<string, PlaybookPartKind>) {
    this.#unit = unit;
    this.#kinds = kinds;
  }

  /**
   * Writes down what a program does, as the next version of the playbook of that key, or as the first of a new one, of which it is the pilot.
   * @param asked the title is a new playbook's: what is known by a key keeps its own
   * @throws Refusal NOT_ALLOWED but for district admins; NOT_FOUND; WRONG_STATE for one that has not begun or was cancelled;
   *   INVALID, also for more than a file can hold
   */
  publish(performer: Performer, programId: string, asked: { readonly key: string; readonly title: string }): Promise<PlaybookVersion> {
    return this.#unit.of(performer, 'playbook.publish', async tx => {
      const root = await publisher(tx);
      const program = await tx.keep(Program, programId);
      if (!program) throw new Refusal('NOT_FOUND', 'No such program.', ['programId']);
      program.mustBe('RUNNING', 'ENDED');
      const playbook = await this.#playbook(tx, checkedKey(asked.key, 'key'), words(asked.title, LONGEST_TITLE, 'title'), program);
      const number = await nextNumber(tx, playbook);
      const place = (await tx.findOne(Place, { id: program.placeId }))?.name ?? '';
      const lineage = [...(await lineageOf(tx, program)), { district: root.name, place, program: program.title, number }];
      return write(tx, playbook, { lineage, parts: program.parts, number }, { programId, importedSha256: null });
    });
  }

  /**
   * Brings in a playbook as another district wrote it, with its lineage: as a new one, or as the next version of the one of its key.
   * The same file again is the same version.
   * @throws Refusal NOT_ALLOWED but for district admins; INVALID at `file` for what is no playbook, is from a newer version or was changed,
   *   and for a part that no room here understands, naming it
   */
  import(performer: Performer, file: string): Promise<PlaybookVersion> {
    return this.#unit.of(performer, 'playbook.import', async tx => {
      await publisher(tx);
      const { sha256, key, title, number, lineage, parts } = readFile(file);
      const known = await tx.findOne(PlaybookVersion, { $or: [{ importedSha256: sha256 }, { sha256 }] });
      if (known) return known;
      const checked = checkedParts(this.#kinds, parts, 'file', 'parts');
      const playbook = await this.#playbook(tx, checkedKey(key, 'file', 'key'), words(title, LONGEST_TITLE, 'file', 'title'), null);
      const came = lineage.map((origin, n) => (n === lineage.length - 1 ? { ...origin, sha256 } : origin));
      const next = await nextNumber(tx, playbook);
      return write(tx, playbook, { lineage: came, parts: checked, number: Math.max(next, next === 1 ? number : 0) }, { programId: null, importedSha256: sha256 });
    });
  }

  /** The playbook of that key, locked; a new one when there is none. */
  async #playbook(tx: Transaction, key: string, title: string, pilot: Program | null): Promise<Playbook> {
    const [known] = await tx.getAll(Playbook, { key });
    if (known) return known;
    const { dataOrigin } = pilot ?? (await tx.findOne(Place, { parentId: null })) ?? { dataOrigin: 'REAL' as const };
    return tx.create(Playbook, { id: newId(), key, title, programId: pilot?.id ?? null, dataOrigin, createdAt: tx.at });
  }
}

/** A version as the text of the file that it goes out as. */
export function fileOf({ key, title }: Pick<Playbook, 'key' | 'title'>, { number, lineage, parts }: PlaybookVersionRow): string {
  return written({ key, title, number, lineage, parts }).text;
}

async function publisher(tx: Transaction): Promise<Place> {
  const root = await tx.findOne(Place, { parentId: null });
  if (!root || !mayPublish(tx.performer, root.id)) throw new Refusal('NOT_ALLOWED', 'Playbooks are published by district admins.');
  return root;
}

/** Where what a program does was written down before it. */
async function lineageOf(tx: Transaction, { playbookVersionId }: Program): Promise<readonly Origin[]> {
  return playbookVersionId ? ((await tx.findOne(PlaybookVersion, { id: playbookVersionId }))?.lineage ?? []) : [];
}

/** The playbook is locked: nobody else takes the number. */
async function nextNumber(tx: Transaction, { id: playbookId }: Playbook): Promise<number> {
  return 1 + Math.max(0, ...(await tx.find(PlaybookVersion, { playbookId })).map(({ number }) => number));
}

async function write(
  tx: Transaction, { id: playbookId, key, title }: Playbook, { lineage, parts, number }: Pick<PlaybookFile, 'lineage' | 'parts' | 'number'>,
  from: Pick<PlaybookVersion, 'programId' | 'importedSha256'>,
): Promise<PlaybookVersion> {
  const { sha256 } = written({ key, title, number, lineage, parts });
  return tx.create(PlaybookVersion, {
    id: newId(), playbookId, number, parts, lineage, ...from, sha256, publishedAt: tx.at, publishedById: tx.performer.accountId,
  });
}
