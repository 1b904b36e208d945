import { isActor } from '../access/actor.ts';
import { lineageOf } from '../places/places.service.ts';
import { Refusal } from '../shared/refusal.ts';
import type { Transaction } from '../shared/transaction.ts';
import { Program } from './program.entity.ts';
import { mayRecord, mayRun } from './program.policy.ts';
import { isOfProgram, programSeen } from './seen.ts';

/** A program that the performer may run, locked. @throws Refusal NOT_FOUND; NOT_ALLOWED for who sees it and is no admin over it */
export async function runProgram(tx: Transaction, programId: string): Promise<Program> {
  const program = await tx.get(Program, programId);
  const { performer } = tx;
  if (program && mayRun(performer, await lineageOf(tx, program.placeId))) return program;
  if (program && isActor(performer) && (await programSeen(tx, performer, programId, tx.at))) throw new Refusal('NOT_ALLOWED', 'This is for admins over its place.', ['programId']);
  throw new Refusal('NOT_FOUND', 'No such program.', ['programId']);
}

/** A program in which the performer may record what was done, locked. @throws Refusal NOT_FOUND */
export async function recordedProgram(tx: Transaction, programId: string): Promise<Program> {
  const program = await tx.get(Program, programId);
  const may = program && mayRecord(tx.performer, await lineageOf(tx, program.placeId), await isOfProgram(tx, programId));
  if (!may) throw new Refusal('NOT_FOUND', 'No such program.', ['programId']);
  return program;
}

/**
 * The program that something new at a place is to be part of; it runs on until commit.
 * @throws Refusal NOT_FOUND at `programId` for one that the performer may not see; WRONG_STATE unless it runs; INVALID for a place that is not the program's or under it
 */
export async function programFor(tx: Transaction, programId: string, placeId: string): Promise<Program> {
  const seen = !isActor(tx.performer) || (await programSeen(tx, tx.performer, programId, tx.at));
  const program = seen && (await tx.keep(Program, programId));
  if (!program) throw new Refusal('NOT_FOUND', 'No such program.', ['programId']);
  program.mustBe('RUNNING');
  if (!(await lineageOf(tx, placeId)).includes(program.placeId)) throw new Refusal('INVALID', 'This program runs somewhere else.', ['programId']);
  return program;
}

/** What is refused of a program is refused of what belongs to it, under its own name. */
export function hiddenAs(field: string): (error: unknown) => never {
  return error => {
    throw error instanceof Refusal ? new Refusal(error.code, error.message, [field]) : error;
  };
}
