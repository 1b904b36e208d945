import { gridWorkersOver } from '../access/access.read.ts';
import { Account } from '../access/account.entity.ts';
import { ADMINS, STAFF, holds, type Actor } from '../access/actor.ts';
import { covers } from '../access/membership.rule.ts';
import { Membership, type Role } from '../access/membership.entity.ts';
import { Organisation } from '../organisations/organisation.entity.ts';
import { lineageOf } from '../places/places.service.ts';
import { newId } from '../shared/ids.ts';
import { Refusal } from '../shared/refusal.ts';
import type { Transaction } from '../shared/transaction.ts';
import { CaseCoHandler } from './case-co-handler.entity.ts';
import { assists } from './case.policy.ts';
import type { Case } from './case.entity.ts';
import { openCasesOfOrganisation } from './cases.read.ts';

/** A worker, or everybody of an organisation; exactly one of both. */
export interface Party {
  readonly accountId?: string | undefined;
  readonly organisationId?: string | undefined;
}

/** Co-handlers of one case. */
const MOST_CO_HANDLERS = 20;

/**
 * Gives a case to a worker over its place or to an organisation that serves it.
 * @throws Refusal INVALID unless one of both is given; NOT_FOUND for it; WRONG_STATE for an organisation that is closed
 */
export async function assignTo(tx: Transaction, matter: Case, { accountId, organisationId }: Party, lineage: readonly string[]): Promise<void> {
  if (organisationId !== undefined && accountId === undefined) {
    matter.assignToOrganisation((await openOrganisation(tx, organisationId, ['assigneeOrganisationId'], lineage)).id);
  } else if (accountId !== undefined && organisationId === undefined) {
    if (!holds(await standing(tx, accountId), STAFF, lineage)) throw new Refusal('NOT_FOUND', 'No such worker.', ['assigneeId']);
    matter.assign(accountId);
  } else {
    throw new Refusal('INVALID', 'Give either a worker or an organisation.', ['assigneeId']);
  }
}

/**
 * Has a case assisted with by these, in place of those before.
 * @throws Refusal INVALID for more than {@link MOST_CO_HANDLERS}, or not one of both; NOT_FOUND for whom is no staff of the
 *   district; WRONG_STATE for an organisation that is closed
 */
export async function setCoHandlers(tx: Transaction, matter: Case, parties: readonly Party[]): Promise<void> {
  if (parties.length > MOST_CO_HANDLERS) throw new Refusal('INVALID', `A case has at most ${MOST_CO_HANDLERS} co-handlers.`, ['coHandlers']);
  const before = new Map((await tx.getAll(CaseCoHandler, { caseId: matter.id })).map(row => [row.accountId ?? row.organisationId, row]));
  const wanted = new Map<string, Party>();
  for (const [n, party] of parties.entries()) wanted.set(await coHandler(tx, party, ['coHandlers', String(n)]), party);
  for (const [id, row] of before) if (!wanted.has(id ?? '')) await tx.remove(row);
  for (const [id, { accountId = null, organisationId = null }] of wanted) {
    if (!before.has(id)) await tx.create(CaseCoHandler, { id: newId(), caseId: matter.id, accountId, organisationId, addedAt: tx.at });
  }
}

/** Whether somebody assists with a case, alone or by their organisation. */
export async function assistsWith(tx: Transaction, actor: Actor, caseId: string): Promise<boolean> {
  return assists(actor, await tx.find(CaseCoHandler, { caseId }));
}

/** @throws Refusal NOT_ALLOWED unless the approver is somebody else, who is an admin over the place */
export async function approved(tx: Transaction, actor: Actor, approverId: string, lineage: readonly string[]): Promise<void> {
  if (approverId === actor.accountId || !holds(await standing(tx, approverId), ADMINS, lineage)) {
    throw new Refusal('NOT_ALLOWED', 'This has to be approved by an admin over the place.', ['approverId']);
  }
}

/** The roles in force that another account holds; none when it is disabled, or not there. */
async function standing(tx: Transaction, accountId: string): Promise<{ memberships: readonly { role: Role; placeId: string }[] }> {
  const account = await tx.findOne(Account, { id: accountId });
  if (!account || account.disabledAt) return { memberships: [] };
  return { memberships: (await tx.find(Membership, { accountId })).filter(membership => covers(membership, tx.at)) };
}

/**
 * Who has a case that comes to another place: who has it now, where they work over that place too, else the nearest grid
 * worker there; nobody where nobody, or an organisation, had it.
 * @throws Refusal WRONG_STATE where no grid worker works
 */
export async function ownerAt(tx: Transaction, { assigneeId = null }: Pick<Case, 'assigneeId'>, placeId: string): Promise<string | null> {
  if (assigneeId === null) return null;
  const lineage = await lineageOf(tx, placeId);
  if (holds(await standing(tx, assigneeId), STAFF, lineage)) return assigneeId;
  const [nearest] = await tx.rows(gridWorkersOver, placeId, tx.at);
  if (!nearest) throw new Refusal('WRONG_STATE', 'Nobody works as a grid worker over the place that the case comes to.');
  return nearest.accountId;
}

/** What begins again after an organisation was closed goes back to who received it first. */
export async function takeFromClosed(tx: Transaction, matter: Case): Promise<void> {
  if (!matter.assigneeOrganisationId) return;
  const organisation = await tx.get(Organisation, matter.assigneeOrganisationId);
  if (organisation?.closedAt) Object.assign(matter, { assigneeOrganisationId: null, assigneeId: matter.firstReceiverId });
}

/** Registered with organisations. @throws Refusal WRONG_STATE while an organisation has open cases, naming how many */
export async function refuseWithOpenCases(tx: Transaction, organisationId: string): Promise<void> {
  const [open] = await tx.rows(openCasesOfOrganisation, organisationId);
  if (open && open.n > 0) throw new Refusal('WRONG_STATE', `It still has ${open.n} open case${open.n === 1 ? '' : 's'}.`, ['organisationId']);
}

async function coHandler(tx: Transaction, { accountId, organisationId }: Party, path: readonly string[]): Promise<string> {
  if (organisationId !== undefined && accountId === undefined) return (await openOrganisation(tx, organisationId, [...path, 'organisationId'])).id;
  if (accountId === undefined || organisationId !== undefined) throw new Refusal('INVALID', 'Give either a worker or an organisation.', path);
  const { memberships } = await standing(tx, accountId);
  const staff: readonly Role[] = STAFF;
  if (!memberships.some(({ role }) => staff.includes(role))) throw new Refusal('NOT_FOUND', 'No such worker.', [...path, 'accountId']);
  return accountId;
}

/** Locked, so that it is not closed meanwhile. @param lineage that it has to serve, when given */
async function openOrganisation(tx: Transaction, id: string, path: readonly string[], lineage?: readonly string[]): Promise<Organisation> {
  const organisation = await tx.get(Organisation, id);
  if (!organisation || (lineage && !lineage.includes(organisation.placeId))) throw new Refusal('NOT_FOUND', 'No such organisation.', path);
  organisation.refuseIfClosed(path);
  return organisation;
}
