import type { Actor } from '../access/actor.ts';
import { Account } from '../access/account.entity.ts';
import { defineNotice } from '../notices/notice-kind.ts';
import { notifyEach } from '../notices/notify.ts';
import { oneOf, plain } from '../notices/param.ts';
import { Resident } from '../people/resident.entity.ts';
import { openPlace } from '../places/open-place.ts';
import { lineageOf } from '../places/places.service.ts';
import { actsFor } from '../register/acting.ts';
import { dayOf, type CalendarDate } from '../shared/clock.ts';
import { newId } from '../shared/ids.ts';
import { Refusal } from '../shared/refusal.ts';
import type { Transaction } from '../shared/transaction.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import { words } from '../shared/words.ts';
import { whole } from '../shared/whole.ts';
import { mayManage, mayRecord } from './points.policy.ts';
import { PriorityApplication } from './priority-application.entity.ts';
import { PriorityList } from './priority-list.entity.ts';
import { checkedWeights, ranked, type Weight } from './priority.rule.ts';
import { standingsOf } from './shown.read.ts';

/** Places of which there are too few. */
export interface NewPriorityList {
  readonly placeId: string;
  readonly name: string;
  readonly places: number;
  /** First day on which nobody can apply any more. */
  readonly closesOn: CalendarDate;
  readonly criteria: readonly Weight[];
}

const LONGEST_NAME = 100;
const MOST_PLACES = 10_000;

export const priorityDecided = defineNotice('priority.decided', {
  about: 'PriorityList',
  params: {
    list: plain, rank: plain, score: plain,
    outcome: oneOf<'ADMITTED' | 'NOT_ADMITTED'>({ ADMITTED: { ZH: '已入选', EN: 'admitted' }, NOT_ADMITTED: { ZH: '未入选', EN: 'not admitted' } }),
  },
  ZH: { title: '优先名单已确定', body: '“{list}”：第 {rank} 名，{score} 分，{outcome}。' },
  EN: { title: 'A priority list was decided', body: '“{list}”: place {rank}, score {score}, {outcome}.' },
});

/** Lists that rank applicants for scarce places, by criteria that are known before anybody applies. */
export class PriorityListsService {
  readonly #unit: UnitOfWork;

  constructor(unit: UnitOfWork) {
    this.#unit = unit;
  }

  /** Opens a list, by an admin over the place. @throws Refusal NOT_FOUND; WRONG_STATE for a place that has closed; INVALID */
  create(actor: Actor, asked: NewPriorityList): Promise<PriorityList> {
    return this.#unit.of(actor, 'priority_list.create', async tx => {
      if (!mayManage(actor, await lineageOf(tx, asked.placeId))) throw new Refusal('NOT_FOUND', 'No such place.', ['placeId']);
      const place = await openPlace(tx, asked.placeId);
      if (asked.closesOn <= dayOf(tx.at)) throw new Refusal('INVALID', 'It closes tomorrow at the earliest.', ['closesOn']);
      return tx.create(PriorityList, {
        id: newId(), placeId: place.id, name: words(asked.name, LONGEST_NAME, 'name'), places: whole(asked.places, 1, MOST_PLACES, 'places'),
        closesOn: asked.closesOn, criteria: checkedWeights(asked.criteria), decidedAt: null, decidedById: null, dataOrigin: place.dataOrigin, createdAt: tx.at,
      });
    });
  }

  /** Applies for somebody who lives there: themselves, who acts for them, or staff. @throws Refusal NOT_FOUND for list or resident; WRONG_STATE once closed; CONFLICT for a second time */
  apply(actor: Actor, listId: string, residentId: string): Promise<PriorityApplication> {
    return this.#unit.of(actor, 'priority_list.apply', async tx => {
      const list = await tx.get(PriorityList, listId);
      if (!list) throw noList();
      const resident = await tx.findOne(Resident, { id: residentId, erasedAt: null });
      const lineage = resident ? await lineageOf(tx, resident.placeId) : [];
      const may = resident && lineage.includes(list.placeId) && ((await actsFor(tx, actor, resident.id)) || mayRecord(actor, lineage));
      if (!may) throw new Refusal('NOT_FOUND', 'No such resident who could apply.', ['residentId']);
      mustBeOpen(tx, list);
      const [known] = await tx.getAll(PriorityApplication, { listId, residentId });
      if (known && !known.withdrawnAt) throw new Refusal('CONFLICT', 'They have applied already.', ['residentId']);
      if (known) return Object.assign(known, { withdrawnAt: null, appliedAt: tx.at, appliedById: actor.accountId });
      return tx.create(PriorityApplication, {
        id: newId(), listId, residentId, appliedAt: tx.at, appliedById: actor.accountId, withdrawnAt: null, score: null, reasons: null, rank: null, admitted: null,
      });
    });
  }

  /** Takes an application back. @throws Refusal NOT_FOUND; WRONG_STATE when it was taken back, or the list is closed */
  withdraw(actor: Actor, applicationId: string): Promise<PriorityApplication> {
    return this.#unit.of(actor, 'priority_list.withdraw', async tx => {
      const found = await tx.findOne(PriorityApplication, { id: applicationId });
      const list = found && (await tx.get(PriorityList, found.listId));
      const resident = found && (await tx.findOne(Resident, { id: found.residentId }));
      const may = resident && ((await actsFor(tx, actor, resident.id)) || mayRecord(actor, await lineageOf(tx, resident.placeId)));
      const application = may ? await tx.get(PriorityApplication, applicationId) : null;
      if (!list || !application) throw new Refusal('NOT_FOUND', 'No such application.', ['applicationId']);
      mustBeOpen(tx, list, 'applicationId');
      if (application.withdrawnAt) throw new Refusal('WRONG_STATE', 'It was taken back already.', ['applicationId']);
      application.withdrawnAt = tx.at;
      return application;
    });
  }

  /** Ranks who applied, once and for all, and tells each of them their place. @throws Refusal NOT_FOUND; WRONG_STATE before it closes, or when it was decided */
  decide(actor: Actor, listId: string): Promise<PriorityList> {
    return this.#unit.of(actor, 'priority_list.decide', async tx => {
      const list = await tx.get(PriorityList, listId);
      if (!list || !mayManage(actor, await lineageOf(tx, list.placeId))) throw noList();
      if (list.decidedAt || dayOf(tx.at) < list.closesOn) throw new Refusal('WRONG_STATE', list.decidedAt ? 'It was decided already.' : 'People can still apply.', ['listId']);
      const applications = await tx.getAll(PriorityApplication, { listId, withdrawnAt: null });
      const ids = applications.map(({ residentId }) => residentId);
      const people = new Map((await tx.find(Resident, { id: { $in: ids } })).map(resident => [resident.id, resident]));
      const earned = new Map((await tx.rows(standingsOf, ids)).map(standing => [standing.ownerId, standing.earned]));
      const order = ranked(list.criteria, applications.flatMap(({ id, appliedAt, residentId }) => {
        const person = people.get(residentId);
        return person ? [{ ...facts(person), id, appliedAt, earned: earned.get(residentId) ?? 0 }] : [];
      }), list.places, list.closesOn);
      const byId = new Map(applications.map(application => [application.id, application]));
      for (const { id, rank, score, reasons, admitted } of order) Object.assign(byId.get(id) ?? {}, { rank, score, reasons, admitted });
      Object.assign(list, { decidedAt: tx.at, decidedById: actor.accountId });
      await notifyEach(tx, priorityDecided, applications.map(({ residentId, rank, score, admitted }) => ({
        to: async () => (await tx.find(Account, { residentId, disabledAt: null })).map(({ id }) => id), about: list.id,
        params: { list: list.name, rank: String(rank), score: String(score), outcome: admitted ? 'ADMITTED' as const : 'NOT_ADMITTED' as const },
      })));
      return list;
    });
  }
}

function facts({ birthDate, livesAlone, noKin, disabilityLevel }: Resident) {
  return { birthDate, livesAlone, noKin, disabilityLevel: disabilityLevel ?? null };
}

function mustBeOpen(tx: Transaction, { closesOn }: PriorityList, field = 'listId'): void {
  if (dayOf(tx.at) >= closesOn) throw new Refusal('WRONG_STATE', 'This list has closed.', [field]);
}

function noList(): Refusal {
  return new Refusal('NOT_FOUND', 'No such list.', ['listId']);
}
