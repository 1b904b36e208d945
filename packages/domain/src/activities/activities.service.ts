import { openPlace } from '../places/open-place.ts';
import { programFor } from '../programs/found.ts';
import { worksOver } from '../register/acting.ts';
import { externalOf, type External } from '../register/person.ts';
import { newId } from '../shared/ids.ts';
import type { Performer } from '../shared/performer.ts';
import { Refusal } from '../shared/refusal.ts';
import type { Transaction } from '../shared/transaction.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import { words } from '../shared/words.ts';
import { Activity, type ActivityKind } from './activity.entity.ts';
import { tellOfCancellation } from './activity.notice.ts';
import { UNSAID, detailsOf, type ActivityDetails } from './details.ts';
import { givePlaces } from './give-places.ts';
import { planSessions, type NewSession } from './sessions.ts';
import { runActivity } from './standing.ts';

export interface NewActivity extends ActivityDetails {
  readonly placeId: string;
  readonly kind: ActivityKind;
  readonly title: string;
  /** The program that it is part of. */
  readonly programId?: string | undefined;
  readonly sessions: readonly NewSession[];
  /** Where it stands in another system: sent again it is the same activity, as it is told now. */
  readonly external?: External | undefined;
}

/** Commands on activities, by staff over their place. */
export class ActivitiesService {
  private readonly unit: UnitOfWork;

  constructor(unit: UnitOfWork) {
    this.unit = unit;
  }

  /** @throws Refusal as {@link enterActivity} */
  create(performer: Performer, asked: NewActivity): Promise<Activity> {
    return this.unit.of(performer, 'activity.create', tx => enterActivity(tx, asked));
  }

  /** @throws Refusal NOT_FOUND; NOT_ALLOWED for who does not work over its place; WRONG_STATE when it is over or called off; INVALID as {@link detailsOf}, or for fewer places than are taken */
  change(performer: Performer, activityId: string, changes: ActivityDetails): Promise<Activity> {
    return this.unit.of(performer, 'activity.change', async tx => retell(tx, await runActivity(tx, performer, activityId), changes));
  }

  /** Calls it off, and tells everybody who meant to come. @throws Refusal NOT_FOUND; NOT_ALLOWED; WRONG_STATE when it is over or called off; INVALID for no reason */
  cancel(performer: Performer, activityId: string, reason: string): Promise<Activity> {
    return this.unit.of(performer, 'activity.cancel', async tx => {
      const activity = await runActivity(tx, performer, activityId);
      activity.cancel(words(reason, 500, 'reason'), tx.at);
      await tellOfCancellation(tx, activity);
      return activity;
    });
  }
}

/**
 * Plans an activity with its sessions, inside the caller's unit. One that is known by `external` is told anew; its sessions stay.
 * @throws Refusal NOT_FOUND for the place, also for who does not work over it; WRONG_STATE for one that has closed; INVALID as {@link detailsOf};
 *   CONFLICT at `external` when it belongs to another place or program or is of another kind; as {@link programFor} at `programId`; as {@link planSessions} at `sessions`
 */
export async function enterActivity(tx: Transaction, asked: NewActivity): Promise<Activity> {
  const { placeId, kind, programId = null } = asked;
  if (!(await worksOver(tx, tx.performer, placeId))) throw new Refusal('NOT_FOUND', 'No such place.', ['placeId']);
  const place = await openPlace(tx, placeId);
  const external = externalOf(asked.external);
  const [known] = external ? await tx.getAll(Activity, external) : [];
  if (known && (known.placeId !== placeId || known.kind !== kind || (known.programId ?? null) !== programId)) {
    throw new Refusal('CONFLICT', 'This activity was recorded at another place, of another program, or as of another kind.', ['external']);
  }
  if (known) return retell(tx, known, asked);
  if (programId !== null) await programFor(tx, programId, placeId);
  const activity = await tx.create(Activity, {
    id: newId(), placeId, programId, kind, ...detailsOf(asked, { ...UNSAID, signUpFrom: tx.at }), startsAt: null, endsAt: null, signedUp: 0, waiting: 0, lastNumber: 0,
    cancelledAt: null, cancelReason: null, externalSystem: null, externalId: null, ...external, dataOrigin: place.dataOrigin, recordedAt: tx.at, recordedById: tx.performer.accountId,
  });
  await planSessions(tx, activity, asked.sessions);
  return activity;
}

/** Says something else of an activity that is locked; whoever waited takes the places that there are now. */
async function retell(tx: Transaction, activity: Activity, changes: ActivityDetails): Promise<Activity> {
  activity.mustBeAhead(tx.at);
  const details = detailsOf(changes, activity);
  if (details.capacity !== null && details.capacity < activity.signedUp) throw new Refusal('INVALID', `${activity.signedUp} places are taken.`, ['capacity']);
  Object.assign(activity, details);
  await givePlaces(tx, activity);
  return activity;
}
