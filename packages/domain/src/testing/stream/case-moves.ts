import type { CasesService } from '../../cases/cases.service.ts';
import { CASE_MOVE_NAMES, startsFrom, type CaseMoveName, type CaseStatus } from '../../cases/moves.ts';
import type { MoveInput } from '../../cases/inputs.ts';
import { Refusal } from '../../shared/refusal.ts';
import { pick, type Stand } from './stand.ts';

interface Move extends MoveInput {
  readonly cases: CasesService;
  readonly id: string;
  readonly stand: Stand;
  readonly n: number;
}

/** Every move of the transition table, by somebody who may make it. */
const MOVES: Readonly<Record<CaseMoveName, (move: Move, by: Stand['actors']) => Promise<unknown>>> = {
  accept: ({ cases, id, ...input }, { admin }) => cases.accept(admin, id, input),
  reject: ({ cases, id, ...input }, { admin }) => cases.reject(admin, id, { ...input, reason: '不属于受理范围' }),
  merge: ({ cases, id, ...input }, { admin }) => cases.merge(admin, id, { ...input, intoCaseId: pick(input.stand.cases, input.n) }),
  assign: ({ cases, id, ...input }, { admin, worker }) => cases.assign(admin, id, { ...input, assigneeId: worker.accountId }),
  return: ({ cases, id, ...input }, { worker }) => cases.return(worker, id, { ...input, reason: '不是我的网格' }),
  start: ({ cases, id, ...input }, { worker }) => cases.start(worker, id, input),
  suspend: ({ cases, id, ...input }, { worker, approver }) =>
    cases.suspend(worker, id, { ...input, reason: '等配件', approverId: approver.accountId }),
  resume: ({ cases, id, ...input }, { worker }) => cases.resume(worker, id, input),
  extend: ({ cases, id, ...input }, { worker, approver }) => cases.extend(worker, id, {
    ...input, reason: '等审批', approverId: approver.accountId, dueAt: new Date(input.stand.now.getTime() + (5 + (input.n % 20)) * 86_400_000),
  }),
  handle: ({ cases, id, ...input }, { worker }) => cases.handle(worker, id, { ...input, outcome: 'RESOLVED' }),
  handleOnSpot: ({ cases, id, ...input }, { worker }) => cases.handleOnSpot(worker, id, { ...input, outcome: 'EXPLAINED' }),
  followUp: ({ cases, id, ...input }, { admin }) =>
    cases.followUp(admin, id, { ...input, contacted: input.n % 4 > 0, resolved: input.n % 3 > 0, source: 'CALL_BACK' }),
  addNote: ({ cases, id, ...input }, { worker }) => cases.addNote(worker, id, { ...input, note: '已联系物业' }),
  close: ({ cases, id, ...input }, { admin }) => cases.close(admin, id, input),
  reopen: ({ cases, id, ...input }, { admin }) => cases.reopen(admin, id, { ...input, reason: '又坏了' }),
  rate: ({ cases, id, ...input }, { requester }) => cases.rate(requester, id, { ...input, rating: 1 + (input.n % 5) }),
};

/** Takes a case some moves on, each of those that its state allows: now, or told later of a time since its receipt. */
export async function walk(stand: Stand, id: string, moves: number, b: number, c: number): Promise<void> {
  for (let n = 0; n < moves; n++) {
    const [found] = await stand.rows<{ status: CaseStatus; received_at: Date }>(
      'select status, received_at from service_case where district_id = $1 and id = $2', id);
    const open = CASE_MOVE_NAMES.filter(name => found && startsFrom(name).includes(found.status) && (b % 8 === 0 || !ENDS.includes(name)));
    if (!found || open.length === 0) return;
    const told = c % 5 === 0 ? new Date(stand.now.getTime() - (stand.now.getTime() - found.received_at.getTime()) * ((c % 97) / 97)) : undefined;
    try {
      await MOVES[pick(open, b + 7 * n)]({ cases: stand.domain.cases, id, stand, n: c + n, occurredAt: told }, stand.actors);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
    }
    stand.ground.clock.pass(c % 300);
  }
}

/** Moves after which there are no others. */
const ENDS: readonly CaseMoveName[] = ['reject', 'merge'];

/** Brings a matter in through the service. */
export async function submit(stand: Stand, a: number, b: number, c: number): Promise<string> {
  const { id } = await stand.domain.cases.submit(stand.actors.requester, {
    placeId: pick(stand.places, a), categoryId: stand.at.categoryId, kind: pick(['HELP', 'COMPLAINT', 'INQUIRY'], b),
    urgency: pick(['ORDINARY', 'URGENT', 'EMERGENCY'], c), channel: 'APP', title: '楼道灯不亮', onBehalf: false,
    occurredAt: c % 2 === 0 ? undefined : stand.past(c),
  });
  stand.cases.push(id);
  return id;
}
