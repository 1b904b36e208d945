import { openPlace } from '../places/open-place.ts';
import { participant } from '../register/acting.ts';
import { addDays, dayOf, type CalendarDate } from '../shared/clock.ts';
import { newId } from '../shared/ids.ts';
import type { Performer } from '../shared/performer.ts';
import { Refusal } from '../shared/refusal.ts';
import type { Transaction } from '../shared/transaction.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import { checkedAvailability, weeklyMinutes, type Hours } from './availability.rule.ts';
import { openServiceType } from './time-bank-settings.service.ts';
import { Volunteer } from './volunteer.entity.ts';

/** What a volunteer can do, and when. */
export interface VolunteerDetails {
  readonly skillIds: readonly string[];
  readonly availability: readonly Hours[];
}

export interface NewVolunteer extends VolunteerDetails {
  readonly residentId: string;
  /** First day; today when that is not told. */
  readonly activeFrom?: CalendarDate | undefined;
}

const MOST_SKILLS = 20;

/** Commands on volunteers: by the resident, who acts for them, or staff over where they live. */
export class VolunteersService {
  readonly #unit: UnitOfWork;

  constructor(unit: UnitOfWork) {
    this.#unit = unit;
  }

  /** @throws Refusal NOT_FOUND; WRONG_STATE; CONFLICT for who is a volunteer then; INVALID for no skills, or hours that cannot be */
  enrol(performer: Performer, { residentId, skillIds, availability, activeFrom }: NewVolunteer): Promise<Volunteer> {
    return this.#unit.of(performer, 'volunteer.enrol', async tx => {
      const resident = await participant(tx, performer, residentId);
      const from = activeFrom ?? dayOf(tx.at);
      const skills = await checkedSkills(tx, skillIds);
      const others = await tx.find(Volunteer, { residentId });
      if (others.some(({ activeTo }) => !activeTo || activeTo > from)) throw new Refusal('CONFLICT', 'This person is a volunteer already.', ['residentId']);
      const { id: placeId, dataOrigin } = await openPlace(tx, resident.placeId, 'residentId');
      const hours = checkedAvailability(availability);
      return tx.create(Volunteer, {
        id: newId(), residentId, placeId, skillIds: skills, availability: hours, weeklyMinutes: weeklyMinutes(hours),
        activeFrom: from, activeTo: null, dataOrigin, recordedAt: tx.at,
      });
    });
  }

  /**
   * Other hours hold from today on, so that what could be served before stays as it was: the volunteer of until now ends, and another begins.
   * @throws Refusal NOT_FOUND; WRONG_STATE for who has ended; INVALID as {@link enrol}
   */
  change(performer: Performer, volunteerId: string, changes: Partial<VolunteerDetails>): Promise<Volunteer> {
    return this.#change(performer, 'volunteer.change', volunteerId, async (tx, volunteer) => {
      const skillIds = changes.skillIds ? await checkedSkills(tx, changes.skillIds) : volunteer.skillIds;
      const availability = changes.availability ? checkedAvailability(changes.availability) : volunteer.availability;
      const today = dayOf(tx.at);
      if (weeklyMinutes(availability) === volunteer.weeklyMinutes || volunteer.activeFrom >= today) {
        volunteer.skillIds = skillIds;
        volunteer.serveAt(availability);
        return volunteer;
      }
      const { residentId, placeId, activeTo, dataOrigin } = volunteer;
      volunteer.activeTo = today;
      await tx.flush(); // one at a time, in the database too
      return tx.create(Volunteer, {
        id: newId(), residentId, placeId, skillIds, availability, weeklyMinutes: weeklyMinutes(availability), activeFrom: today, activeTo, dataOrigin, recordedAt: tx.at,
      });
    });
  }

  /** Serves no more after a day. @throws Refusal NOT_FOUND; WRONG_STATE; INVALID for a day before the first */
  end(performer: Performer, volunteerId: string, lastDay?: CalendarDate): Promise<Volunteer> {
    return this.#change(performer, 'volunteer.end', volunteerId, async (tx, volunteer) => {
      const activeTo = addDays(lastDay ?? dayOf(tx.at), 1);
      if (activeTo <= volunteer.activeFrom) throw new Refusal('INVALID', 'Nobody ends before they have begun.', ['lastDay']);
      volunteer.activeTo = activeTo;
      return volunteer;
    });
  }

  #change(performer: Performer, command: string, volunteerId: string, work: (tx: Transaction, volunteer: Volunteer) => Promise<Volunteer>): Promise<Volunteer> {
    return this.#unit.of(performer, command, async tx => {
      const volunteer = await tx.get(Volunteer, volunteerId);
      if (!volunteer) throw new Refusal('NOT_FOUND', 'No such volunteer.', ['volunteerId']);
      await participant(tx, performer, volunteer.residentId, 'volunteerId');
      if (volunteer.activeTo && volunteer.activeTo <= dayOf(tx.at)) throw new Refusal('WRONG_STATE', 'This volunteer has ended.', ['volunteerId']);
      return work(tx, volunteer);
    });
  }
}

/** The volunteer that a resident is on a day. @throws Refusal WRONG_STATE when they are none */
export async function activeVolunteer(tx: Transaction, residentId: string, day: CalendarDate, field: string): Promise<Volunteer> {
  const found = (await tx.find(Volunteer, { residentId })).find(volunteer => volunteer.isActive(day));
  if (!found) throw new Refusal('WRONG_STATE', 'This person is no volunteer then.', [field]);
  return found;
}

async function checkedSkills(tx: Transaction, skillIds: readonly string[]): Promise<string[]> {
  const skills = [...new Set(skillIds)].toSorted();
  if (skills.length === 0 || skills.length > MOST_SKILLS) throw new Refusal('INVALID', `Name 1 to ${MOST_SKILLS} services.`, ['skillIds']);
  for (const id of skills) await openServiceType(tx, id, 'skillIds');
  return skills;
}
