import type { Actor } from '../access/actor.ts';
import { Account } from '../access/account.entity.ts';
import { dayOf, type CalendarDate } from '../shared/clock.ts';
import { newId } from '../shared/ids.ts';
import { Refusal } from '../shared/refusal.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import { words } from '../shared/words.ts';
import { hiddenAs, recordedProgram, runProgram } from './found.ts';
import { titleOfPart } from './own-parts.ts';
import { tellOfStaff } from './program.notice.ts';
import { ProgramStaff } from './program-staff.entity.ts';
import { ProgramStep } from './program-step.entity.ts';
import { worksNear } from './programs.read.ts';

const LONGEST_NOTE = 1000;

/** Who works in a program, and what of it is done. */
export class ProgramWorkService {
  readonly #unit: UnitOfWork;

  constructor(unit: UnitOfWork) {
    this.#unit = unit;
  }

  /**
   * Gives somebody with a role near the program's place (there, above or under it) something to do in it.
   * @throws Refusal NOT_FOUND for program or account; WRONG_STATE when it is over; INVALID at `roleKey`; CONFLICT when they do it already
   */
  join(actor: Actor, programId: string, accountId: string, roleKey: string): Promise<ProgramStaff> {
    return this.#unit.of(actor, 'program.join', async tx => {
      const program = await runProgram(tx, programId);
      program.mustBe('PLANNED', 'RUNNING');
      const account = await tx.keep(Account, accountId);
      const near = account && !account.disabledAt && (await tx.rows(worksNear, accountId, program.placeId, tx.at)).length > 0;
      if (!near) throw new Refusal('NOT_FOUND', 'No such account with a role near here.', ['accountId']);
      if (titleOfPart(program.parts, 'ROLE', roleKey) === undefined) throw new Refusal('INVALID', 'The program has no such role.', ['roleKey']);
      if (await tx.findOne(ProgramStaff, { programId, accountId, roleKey, until: null })) throw new Refusal('CONFLICT', 'They do this already.', ['accountId']);
      const joined = await tx.create(ProgramStaff, { id: newId(), programId, accountId, roleKey, since: tx.at, until: null });
      await tellOfStaff(tx, program, joined);
      return joined;
    });
  }

  /** Takes somebody out of a program. @throws Refusal NOT_FOUND; WRONG_STATE when they are out */
  leave(actor: Actor, staffId: string): Promise<ProgramStaff> {
    return this.#unit.of(actor, 'program.leave', async tx => {
      const found = await tx.findOne(ProgramStaff, { id: staffId });
      const program = found && (await runProgram(tx, found.programId).catch(hiddenAs('staffId')));
      const staff = program && (await tx.get(ProgramStaff, staffId));
      if (!staff) throw new Refusal('NOT_FOUND', 'Nobody such in a program.', ['staffId']);
      if (staff.until) throw new Refusal('WRONG_STATE', 'They are not part of it any more.', ['staffId']);
      staff.until = tx.at;
      await tellOfStaff(tx, program, staff);
      return staff;
    });
  }

  /**
   * Records on which day a step was done, or, without a day, that it is not. By the staff over the place and the program's own.
   * @throws Refusal NOT_FOUND; WRONG_STATE before it runs or when it is over; INVALID at `stepKey`, or at `doneOn` for a day to come
   */
  mark(actor: Actor, programId: string, stepKey: string, doneOn: CalendarDate | null, note: string | null): Promise<ProgramStep> {
    return this.#unit.of(actor, 'program.mark', async tx => {
      const program = await recordedProgram(tx, programId);
      program.mustBe('RUNNING');
      if (titleOfPart(program.parts, 'STEP', stepKey) === undefined) throw new Refusal('INVALID', 'The program has no such step.', ['stepKey']);
      if (doneOn && doneOn > dayOf(tx.at)) throw new Refusal('INVALID', 'This day has not come.', ['doneOn']);
      const values = { doneOn, note: note === null ? null : words(note, LONGEST_NOTE, 'note'), recordedById: actor.accountId, recordedAt: tx.at };
      const [known] = await tx.getAll(ProgramStep, { programId, stepKey });
      return known ? Object.assign(known, values) : tx.create(ProgramStep, { id: newId(), programId, stepKey, ...values });
    });
  }
}
