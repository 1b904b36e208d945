import { Resident } from '../people/resident.entity.ts';
import type { Sealer } from '../people/sealed.ts';
import { lineageOf } from '../places/places.service.ts';
import { dayOf, startOf } from '../shared/clock.ts';
import { newId } from '../shared/ids.ts';
import { system, type Performer } from '../shared/performer.ts';
import type { Rows } from '../shared/read.ts';
import { Refusal } from '../shared/refusal.ts';
import type { Transaction } from '../shared/transaction.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import { words } from '../shared/words.ts';
import type { CareCentre } from './care-centre.entity.ts';
import { CareIncident, type IncidentKind } from './care-incident.entity.ts';
import { CareStay } from './care-stay.entity.ts';
import { ownCentre } from './running.ts';
import { staysOpen } from './elder-care.read.ts';
import { SENIOR_AGE, isAged } from './eligibility.rule.ts';
import { MutualAidPair } from './mutual-aid-pair.entity.ts';
import { tellIncident } from './wellbeing.notice.ts';

/** What is entered in the incident log. */
export interface NewIncident {
  readonly centreId: string;
  readonly residentId?: string | undefined;
  readonly kind: IncidentKind;
  readonly text: string;
  readonly occurredAt?: Date | undefined;
}

const LONGEST_TEXT = 4_000;
const AT_A_TIME = 500;

/** The day at a centre, by who runs it: who is there, what happened, and who of the mutual-aid team visits whom. */
export class CentreDayService {
  readonly #unit: UnitOfWork;
  readonly #sealer: Sealer;

  constructor(unit: UnitOfWork, sealer: Sealer) {
    this.#unit = unit;
    this.#sealer = sealer;
  }

  /** Somebody has come. @throws Refusal NOT_FOUND for centre or resident; CONFLICT at `residentId` for who is at a centre already */
  come(performer: Performer, centreId: string, residentId: string): Promise<CareStay> {
    return this.#unit.of(performer, 'care_stay.begin', async tx => {
      const { resident, centre } = await here(tx, centreId, residentId);
      if (await tx.findOne(CareStay, { residentId, leftAt: null })) throw new Refusal('CONFLICT', 'They are at a centre already.', ['residentId']);
      return tx.create(CareStay, {
        id: newId(), centreId: centre.id, residentId, placeId: resident.placeId, senior: isAged(resident.birthDate, SENIOR_AGE, dayOf(tx.at)), cameAt: tx.at, leftAt: null,
        dataOrigin: resident.dataOrigin,
      });
    });
  }

  /** Somebody has left. @throws Refusal NOT_FOUND; WRONG_STATE for who has already */
  leave(performer: Performer, stayId: string): Promise<CareStay> {
    return this.#unit.of(performer, 'care_stay.end', async tx => {
      const stay = await tx.get(CareStay, stayId);
      if (!stay || !(await mayRunAt(tx, stay.centreId))) throw new Refusal('NOT_FOUND', 'No such stay.', ['stayId']);
      if (stay.leftAt) throw new Refusal('WRONG_STATE', 'They have left already.', ['stayId']);
      stay.leftAt = tx.at;
      return stay;
    });
  }

  /** Enters something in the incident log; the admins are told, and whoever it happened to. @throws Refusal NOT_FOUND; INVALID at `text` or `occurredAt` */
  report(performer: Performer, { centreId, residentId, kind, text, occurredAt }: NewIncident): Promise<CareIncident> {
    return this.#unit.of(performer, 'care_incident.report', async tx => {
      const centre = await ownCentre(tx, centreId);
      if (residentId !== undefined) await here(tx, centreId, residentId);
      const at = occurredAt ?? tx.at;
      if (at > tx.at) throw new Refusal('INVALID', 'This is in the future.', ['occurredAt']);
      const textSealed = this.#sealer.seal(words(text, LONGEST_TEXT, 'text'));
      const incident = await tx.create(CareIncident, {
        id: newId(), centreId, residentId: residentId ?? null, kind, textSealed, occurredAt: at, recordedAt: tx.at, recordedById: performer.accountId, dataOrigin: centre.dataOrigin,
      });
      await tellIncident(tx, centre, incident);
      return incident;
    });
  }

  /** Somebody of the team visits an elder from now on. @throws Refusal NOT_FOUND; INVALID at `visitorId` for oneself; CONFLICT at `visitorId` for who does already */
  pair(performer: Performer, centreId: string, visitorId: string, residentId: string): Promise<MutualAidPair> {
    return this.#unit.of(performer, 'mutual_aid_pair.begin', async tx => {
      const { centre } = await here(tx, centreId, residentId);
      await here(tx, centreId, visitorId, 'visitorId');
      if (visitorId === residentId) throw new Refusal('INVALID', 'Nobody visits themselves.', ['visitorId']);
      if (await tx.findOne(MutualAidPair, { visitorId, residentId, endedAt: null })) throw new Refusal('CONFLICT', 'They visit them already.', ['visitorId']);
      return tx.create(MutualAidPair, { id: newId(), centreId: centre.id, visitorId, residentId, beganAt: tx.at, endedAt: null, dataOrigin: centre.dataOrigin });
    });
  }

  /** @throws Refusal NOT_FOUND; WRONG_STATE for the second time */
  unpair(performer: Performer, pairId: string): Promise<MutualAidPair> {
    return this.#unit.of(performer, 'mutual_aid_pair.end', async tx => {
      const pair = await tx.get(MutualAidPair, pairId);
      if (!pair || !(await mayRunAt(tx, pair.centreId))) throw new Refusal('NOT_FOUND', 'No such pair.', ['pairId']);
      if (pair.endedAt) throw new Refusal('WRONG_STATE', 'This has ended already.', ['pairId']);
      pair.endedAt = tx.at;
      return pair;
    });
  }

  /** By the worker, at the turn of the day: whom nobody has seen leave has left by the end of the day they came. */
  async endDay(from: Rows): Promise<void> {
    const midnight = startOf(dayOf(this.#unit.clock.now()));
    const open = await from.rows(staysOpen, midnight, AT_A_TIME);
    if (open.length === 0) return;
    await this.#unit.of(system(from.districtId), 'care_stay.end_day', async tx => {
      for (const stay of await tx.getAll(CareStay, { id: { $in: open.map(({ id }) => id) }, leftAt: null })) stay.leftAt = midnight;
    });
  }
}

async function mayRunAt(tx: Transaction, centreId: string): Promise<boolean> {
  return ownCentre(tx, centreId).then(() => true, (error: unknown) => {
    if (error instanceof Refusal) return false;
    throw error;
  });
}

/** A centre that the performer runs, and somebody whom it looks after. @throws Refusal NOT_FOUND */
async function here(tx: Transaction, centreId: string, residentId: string, field = 'residentId'): Promise<{ centre: CareCentre; resident: Resident }> {
  const centre = await ownCentre(tx, centreId);
  const resident = await tx.keep(Resident, residentId);
  if (!resident || resident.erasedAt || !(await lineageOf(tx, resident.placeId)).includes(centre.placeId)) throw new Refusal('NOT_FOUND', 'No such resident.', [field]);
  return { centre, resident };
}
