import type { Actor } from '../access/actor.ts';
import { actsFor, participant } from '../register/acting.ts';
import { newId } from '../shared/ids.ts';
import { Refusal } from '../shared/refusal.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import { LeaderboardMember } from './leaderboard-member.entity.ts';
import type { PointOwner } from './points-award.entity.ts';
import { PointsScheme } from './points-scheme.entity.ts';

/** Who stands on leaderboards, where a district keeps them. */
export class LeaderboardService {
  readonly #unit: UnitOfWork;

  constructor(unit: UnitOfWork) {
    this.#unit = unit;
  }

  /**
   * Puts somebody, or their household, on leaderboards, or takes them off: by themselves or who acts for them, never by staff.
   * @throws Refusal NOT_FOUND for the resident; NOT_ALLOWED for staff; INVALID at `ownerKind` for who belongs to no household; WRONG_STATE where no leaderboards are kept
   */
  stand(actor: Actor, residentId: string, ownerKind: PointOwner, joins: boolean): Promise<LeaderboardMember> {
    return this.#unit.of(actor, joins ? 'leaderboard.join' : 'leaderboard.leave', async tx => {
      const resident = await participant(tx, actor, residentId);
      if (!(await actsFor(tx, actor, residentId))) throw new Refusal('NOT_ALLOWED', 'They say so themselves, or who acts for them.', ['residentId']);
      const ownerId = ownerKind === 'RESIDENT' ? residentId : resident.householdId;
      if (!ownerId) throw new Refusal('INVALID', 'They belong to no household.', ['ownerKind']);
      if (joins && !(await tx.findOne(PointsScheme, {}))?.leaderboards) throw new Refusal('WRONG_STATE', 'This district keeps no leaderboards.');
      const [known] = await tx.getAll(LeaderboardMember, { ownerKind, ownerId });
      const leftAt = joins ? null : tx.at;
      if (known) return Object.assign(known, { leftAt });
      return tx.create(LeaderboardMember, { id: newId(), ownerKind, ownerId, joinedAt: tx.at, leftAt });
    });
  }
}
