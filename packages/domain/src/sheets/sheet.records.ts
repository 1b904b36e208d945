import { ADMINS, holds, type Actor } from '../access/actor.ts';
import type { RecordKind } from '../attachments/records.ts';
import { lineages } from '../places/places.read.ts';
import { one, type Rows } from '../shared/read.ts';
import { exportsById, importsById } from './imports.read.ts';

/** Who may see an import or an export: who made it, and admins over its place. */
export function maySeeSheet(actor: Actor, made: { readonly createdBy: string | null }, lineage: readonly string[]): boolean {
  return made.createdBy === actor.accountId || holds(actor, ADMINS, lineage);
}

/** The file of an import: brought by who began it, seen by whoever sees the import. */
export const importRecords: RecordKind = {
  kind: 'Import',
  table: 'import',
  async rights(from, actor, importId) {
    const made = await one(from, importsById, [importId]);
    if (!made || !maySeeSheet(actor, made, await lineageOf(from, made.placeId))) return null;
    return { mayAttach: made.state === 'CREATED' && made.createdBy === actor.accountId, mayRemove: false };
  },
};

/** The file of an export: for who asked for it alone, since it may hold what others must ask for with a purpose of their own. */
export const exportRecords: RecordKind = {
  kind: 'Export',
  table: 'export',
  async rights(from, actor, exportId) {
    const made = await one(from, exportsById, [exportId]);
    return made?.createdBy === actor.accountId ? { mayAttach: false, mayRemove: false } : null;
  },
};

async function lineageOf(from: Rows, placeId: string): Promise<string[]> {
  return (await from.rows(lineages, [placeId])).map(({ ancestorId }) => ancestorId);
}
