import { STAFF, holdsSomewhere, isActor, type Actor } from '../access/actor.ts';
import { lineageOf } from '../places/places.service.ts';
import { proxiedBy } from '../register/register.read.ts';
import type { Rows } from '../shared/read.ts';
import { Refusal } from '../shared/refusal.ts';
import type { Transaction } from '../shared/transaction.ts';
import { PlaybookVersion } from './playbook-version.entity.ts';
import { ProgramFunding } from './program-funding.entity.ts';
import { ProgramSpending } from './program-spending.entity.ts';
import { ProgramStaff } from './program-staff.entity.ts';
import { ProgramStep } from './program-step.entity.ts';
import { Program } from './program.entity.ts';
import { mayRecord } from './program.policy.ts';
import { programsById, type ProgramRow, type ProgramSeer } from './programs.read.ts';

/** How an actor's roles let them see programs. @param own whom they act for, themselves included */
export function programSeer(actor: Actor, own: string[]): ProgramSeer {
  const placesOf = (roles?: readonly string[]) => actor.memberships.filter(({ role }) => !roles || roles.includes(role)).map(({ placeId }) => placeId);
  return [own, placesOf(STAFF), placesOf(), actor.accountId, holdsSomewhere(actor, STAFF)];
}

/** A program, if the actor may see it. */
export async function programSeen(from: Rows, actor: Actor, programId: string, now: Date): Promise<ProgramRow | undefined> {
  const proxied = (await from.rows(proxiedBy, actor.accountId, now)).map(({ residentId }) => residentId);
  const own = actor.residentId ? [actor.residentId, ...proxied] : proxied;
  return (await from.rows(programsById, ...programSeer(actor, own), [programId]))[0];
}

/** Whether the performer is one of a program's own people. */
export async function isOfProgram(tx: Transaction, programId: string): Promise<boolean> {
  const { accountId } = tx.performer;
  return accountId !== null && (await tx.findOne(ProgramStaff, { programId, accountId, until: null })) !== null;
}

/**
 * Registered with the unit of work: a command sent again is answered only to who may still give such commands.
 * @throws Refusal NOT_FOUND
 */
export async function programStillSeen(tx: Transaction, result: unknown): Promise<void> {
  const programId = result instanceof Program ? result.id
    : result instanceof ProgramStaff || result instanceof ProgramStep || result instanceof ProgramFunding || result instanceof ProgramSpending ? result.programId : undefined;
  if (programId !== undefined) {
    const program = await tx.findOne(Program, { id: programId });
    if (!program || !mayRecord(tx.performer, await lineageOf(tx, program.placeId), await isOfProgram(tx, programId))) throw new Refusal('NOT_FOUND', 'No such program.', ['programId']);
  }
  if (result instanceof PlaybookVersion && !(isActor(tx.performer) && holdsSomewhere(tx.performer, STAFF))) throw new Refusal('NOT_FOUND', 'No such playbook.');
}
