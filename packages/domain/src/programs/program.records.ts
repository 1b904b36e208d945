import { ADMINS, STAFF, holds } from '../access/actor.ts';
import type { RecordKind } from '../attachments/records.ts';
import { lineages } from '../places/places.read.ts';
import type { Clock } from '../shared/clock.ts';
import { one, type Rows } from '../shared/read.ts';
import { programsInside, spendingForRights } from './programs.read.ts';
import { programSeen, programSeer } from './seen.ts';
import type { Actor } from '../access/actor.ts';

/** Files of a program, such as the booklet that it hands out: seen by whoever sees it, attached by its people and the staff over its place. */
export const programRecords = (clock: Clock): RecordKind => ({
  kind: 'Program',
  table: 'program',
  async rights(from, actor, programId) {
    const program = await programSeen(from, actor, programId, clock.now());
    if (!program) return null;
    const lineage = await lineageIn(from, program.placeId);
    return { mayAttach: await isInside(from, actor, programId), mayRemove: holds(actor, ADMINS, lineage) };
  },
});

/** Vouchers of what a program paid: seen by its people and the staff over its place, attached by admins, who pay. */
export const spendingRecords: RecordKind = {
  kind: 'ProgramSpending',
  table: 'program_spending',
  async rights(from, actor, spendingId) {
    const spending = await one(from, spendingForRights, spendingId);
    if (!spending) return null;
    const lineage = await lineageIn(from, spending.placeId);
    if (!holds(actor, STAFF, lineage) && !(await isInside(from, actor, spending.programId))) return null;
    return { mayAttach: holds(actor, ADMINS, lineage), mayRemove: holds(actor, ADMINS, lineage) };
  },
};

async function isInside(from: Rows, actor: Actor, programId: string): Promise<boolean> {
  const [, worksAt, , accountId] = programSeer(actor, []);
  return (await from.rows(programsInside, worksAt, accountId, [programId])).length > 0;
}

async function lineageIn(from: Rows, placeId: string): Promise<string[]> {
  return (await from.rows(lineages, [placeId])).map(({ ancestorId }) => ancestorId);
}
