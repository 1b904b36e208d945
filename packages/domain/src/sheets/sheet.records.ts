import { ADMINS, holds, isActor, type Actor } from '../access/actor.ts';
import type { RecordKind } from '../attachments/records.ts';
import { lineages } from '../places/places.read.ts';
import { one, type Rows } from '../shared/read.ts';
import { Refusal } from '../shared/refusal.ts';
import type { BeforeAgain } from '../shared/unit-of-work.ts';
import { Export } from './export.entity.ts';
import { Import } from './import.entity.ts';
import { exportsById, importsById } from './imports.read.ts';

/** Who may see an import or an export: who made it, and admins over its place. */
export function maySeeSheet(actor: Actor, made: { readonly createdBy: string | null }, lineage: readonly string[]): boolean {
  return made.createdBy === actor.accountId || holds(actor, ADMINS, lineage);
}

/** The file of an import: brought and seen by who began it, while they are an admin there. Others see what came of it. */
export const importRecords: RecordKind = {
  kind: 'Import',
  table: 'import',
  async rights(from, actor, importId) {
    const made = await one(from, importsById, [importId]);
    if (!made || !(await isStillTheirs(from, actor, made))) return null;
    return { mayAttach: made.state === 'CREATED', mayRemove: false };
  },
};

/** The file of an export: for who asked for it alone, while they are an admin there; it may hold what others must ask for with a purpose of their own. */
export const exportRecords: RecordKind = {
  kind: 'Export',
  table: 'export',
  async rights(from, actor, exportId) {
    const made = await one(from, exportsById, [exportId]);
    return made && (await isStillTheirs(from, actor, made)) ? { mayAttach: false, mayRemove: false } : null;
  },
};

/** Registered with the unit of work: a command sent again is answered only to who may still see what it made. @throws Refusal NOT_FOUND */
export const sheetStillSeen: BeforeAgain = async (tx, result) => {
  if (!(result instanceof Import || result instanceof Export) || !isActor(tx.performer)) return;
  if (!maySeeSheet(tx.performer, { createdBy: result.createdBy ?? null }, await lineageOf(tx, result.placeId))) throw new Refusal('NOT_FOUND', 'There is none any more that you may see.');
};

async function isStillTheirs(from: Rows, actor: Actor, made: { readonly createdBy: string | null; readonly placeId: string }): Promise<boolean> {
  return made.createdBy === actor.accountId && holds(actor, ADMINS, await lineageOf(from, made.placeId));
}

async function lineageOf(from: Rows, placeId: string): Promise<string[]> {
  return (await from.rows(lineages, [placeId])).map(({ ancestorId }) => ancestorId);
}
