import type { Actor } from '../access/actor.ts';
import { openPlace } from '../places/open-place.ts';
import type { Place } from '../places/place.entity.ts';
import { lineageOf } from '../places/places.service.ts';
import type { CalendarDate } from '../shared/clock.ts';
import { newId } from '../shared/ids.ts';
import type { Performer } from '../shared/performer.ts';
import { Refusal } from '../shared/refusal.ts';
import type { Transaction } from '../shared/transaction.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import { words } from '../shared/words.ts';
import type { OnMeasured } from './measured.ts';
import type { PlaybookPartKind } from './part-kind.ts';
import { checkedParts, partName, type PlaybookPart } from './parts.rule.ts';
import { PlaybookVersion } from './playbook-version.entity.ts';
import { tellOfMove } from './program.notice.ts';
import { Program } from './program.entity.ts';
import { mayRun } from './program.policy.ts';
import { runProgram } from './found.ts';
import { ancestorsOfPrograms } from './programs.read.ts';
import { programSeen } from './seen.ts';
import { committedOf } from './spent.ts';

/** What a program is measured by: an indicator's key, its value before, and the value aimed at, as shown (a rate from 0 to 1). */
export interface Outcome {
  readonly indicator: string;
  readonly baseline: number;
  readonly target: number;
}

/** What may be changed of a program while it is not over. */
export interface ProgramTerms {
  readonly title: string;
  /** Both days included. */
  readonly beginsOn: CalendarDate;
  readonly endsOn: CalendarDate;
  /** What may be spent in all, in fen. */
  readonly budget: number;
  readonly outcome: Outcome | null;
}

/** A program as it is begun: with parts of its own, or with those of a playbook. */
export interface NewProgram extends ProgramTerms {
  readonly placeId: string;
  readonly from: { readonly parts: readonly PlaybookPart[] } | { readonly playbookVersionId: string };
}

/** A program as others have run it, somewhere else; measured by the same, from another baseline. */
export interface NewClone extends Omit<ProgramTerms, 'outcome'> {
  readonly placeId: string;
  readonly baseline: number | null;
}

export const LONGEST_TITLE = 100;
/** Ten million yuan. */
const MOST_BUDGET = 1_000_000_000;

/** Programs from their plan to their end, by admins over their place; for others they cannot be changed. */
export class ProgramsService {
  readonly #unit: UnitOfWork;
  /** The kinds of parts that rooms understand. */
  readonly kinds: ReadonlyMap<string, PlaybookPartKind>;
  readonly #indicators: readonly string[];
  readonly #onMeasured: readonly OnMeasured[];

  /**
   * @param indicators keys of those that there are
   * @param onMeasured who keeps by what programs are measured
   */
  constructor(unit: UnitOfWork, kinds: ReadonlyMap<string, PlaybookPartKind>, indicators: readonly string[], onMeasured: readonly OnMeasured[]) {
    this.#unit = unit;
    this.kinds = kinds;
    this.#indicators = indicators;
    this.#onMeasured = onMeasured;
  }

  /** Plans a program. @throws Refusal NOT_FOUND for place or version; WRONG_STATE for a place that has closed; INVALID, naming a part */
  create(performer: Performer, asked: NewProgram): Promise<Program> {
    return this.#unit.of(performer, 'program.create', async tx => {
      const place = await placeToRunAt(tx, asked.placeId);
      if ('parts' in asked.from) return plan(tx, place, { ...this.#terms(asked), parts: this.#checked(asked.from.parts), playbookVersionId: null, clonedFromId: null });
      const version = await tx.findOne(PlaybookVersion, { id: asked.from.playbookVersionId });
      if (!version) throw new Refusal('NOT_FOUND', 'No such playbook.', ['playbookVersionId']);
      return plan(tx, place, { ...this.#terms(asked), parts: version.parts, playbookVersionId: version.id, clonedFromId: null });
    });
  }

  /**
   * Plans what another program does, somewhere else in the district.
   * @throws Refusal NOT_FOUND for program or place; WRONG_STATE for one that was cancelled; INVALID at `placeId` for where it runs already, at `baseline` without one
   */
  clone(actor: Actor, programId: string, asked: NewClone): Promise<Program> {
    return this.#unit.of(actor, 'program.clone', async tx => {
      const place = await placeToRunAt(tx, asked.placeId);
      const seen = await programSeen(tx, actor, programId, tx.at);
      const original = seen && (await tx.keep(Program, programId));
      if (!original) throw new Refusal('NOT_FOUND', 'No such program.', ['programId']);
      original.mustBe('PLANNED', 'RUNNING', 'ENDED');
      if (original.placeId === place.id) throw new Refusal('INVALID', 'It runs here already.', ['placeId']);
      const { outcomeIndicator: indicator, target, parts, playbookVersionId } = original;
      if (indicator && asked.baseline === null) throw new Refusal('INVALID', 'Say what it is measured from.', ['baseline']);
      const outcome = indicator && asked.baseline !== null ? { indicator, baseline: asked.baseline, target: target ?? asked.baseline } : null;
      return plan(tx, place, { ...this.#terms({ ...asked, outcome }), parts, playbookVersionId, clonedFromId: original.id });
    });
  }

  /**
   * Changes a program that is not over; parts that are new to a running one take effect.
   * @throws Refusal NOT_FOUND; WRONG_STATE when it is over; INVALID, also for a budget below what was spent
   */
  revise(actor: Actor, programId: string, asked: ProgramTerms & { readonly parts: readonly PlaybookPart[] | null }): Promise<Program> {
    return this.#on(actor, 'program.revise', programId, async (program, tx) => {
      program.mustBe('PLANNED', 'RUNNING');
      const terms = this.#terms(asked);
      const parts = asked.parts ? this.#checked(asked.parts) : program.parts;
      if (terms.budget < (await committedOf(tx, programId))) throw new Refusal('INVALID', 'More was spent or promised already.', ['budget']);
      const known = new Set(program.parts.map(partName));
      const measuredAnew = terms.outcomeIndicator !== program.outcomeIndicator;
      Object.assign(program, terms, { parts, ...(program.adoptedOn && { adoptedOn: terms.beginsOn }) });
      if (measuredAnew) for (const hear of this.#onMeasured) await hear(tx, program);
      if (program.status === 'RUNNING') await this.#apply(tx, program, parts.filter(part => !known.has(partName(part))), 'parts');
    });
  }

  /** Starts it: each part takes effect, and its people are told. @throws Refusal NOT_FOUND; WRONG_STATE unless it is planned; whatever a part is refused with */
  start(actor: Performer, programId: string): Promise<Program> {
    return this.#on(actor, 'program.start', programId, async (program, tx) => {
      const place = await openPlace(tx, program.placeId, 'programId');
      program.start(tx.at, place.level === 'COMMUNITY' && !(await isOwn(tx, program)));
      await this.#apply(tx, program, program.parts, 'programId');
      await tellOfMove(tx, program);
    });
  }

  /** Ends it, or cancels what never began; its people are told. @throws Refusal NOT_FOUND; WRONG_STATE when it is over */
  end(actor: Performer, programId: string): Promise<Program> {
    return this.#on(actor, 'program.end', programId, async (program, tx) => {
      program.end(tx.at);
      await tellOfMove(tx, program);
    });
  }

  #on(performer: Performer, command: string, programId: string, work: (program: Program, tx: Transaction) => Promise<void>): Promise<Program> {
    return this.#unit.of(performer, command, async tx => {
      const program = await runProgram(tx, programId);
      await work(program, tx);
      return program;
    });
  }

  /** @throws Refusal at `field`, naming the part, whatever it is refused with */
  async #apply(tx: Transaction, program: Program, parts: readonly PlaybookPart[], field: string): Promise<void> {
    for (const { kind, key, content } of parts) {
      await this.kinds.get(kind)?.apply?.(tx, program, content, key).catch((error: unknown) => {
        throw error instanceof Refusal ? new Refusal(error.code, `${kind} ${key}: ${error.message}`, [field]) : error;
      });
    }
  }

  #checked(parts: readonly PlaybookPart[]): PlaybookPart[] {
    return checkedParts(this.kinds, parts, 'parts');
  }

  #terms({ title, beginsOn, endsOn, budget, outcome }: ProgramTerms) {
    if (endsOn < beginsOn) throw new Refusal('INVALID', 'It ends before it begins.', ['endsOn']);
    if (!Number.isInteger(budget) || budget < 0 || budget > MOST_BUDGET) throw new Refusal('INVALID', `A budget is a whole number of fen up to ${MOST_BUDGET}.`, ['budget']);
    if (outcome && !this.#indicators.includes(outcome.indicator)) throw new Refusal('INVALID', 'There is no such indicator.', ['outcome', 'indicator']);
    return {
      title: words(title, LONGEST_TITLE, 'title'), beginsOn, endsOn, budget,
      outcomeIndicator: outcome?.indicator ?? null, baseline: outcome?.baseline ?? null, target: outcome?.target ?? null,
    };
  }
}

/** Whether what it was made from ran at the same place: nobody adopts their own. */
async function isOwn(tx: Transaction, { id, placeId }: Program): Promise<boolean> {
  return (await tx.rows(ancestorsOfPrograms, [id])).some(ancestor => ancestor.placeId === placeId);
}

/** Programs stand at communities and above: a grid may be split, and nobody adopts for a grid. */
async function placeToRunAt(tx: Transaction, placeId: string): Promise<Place> {
  if (!mayRun(tx.performer, await lineageOf(tx, placeId))) throw new Refusal('NOT_FOUND', 'No such place.', ['placeId']);
  const place = await openPlace(tx, placeId);
  if (place.level === 'GRID' || place.level === 'MICRO_GRID') throw new Refusal('INVALID', 'A program runs in a community or above.', ['placeId']);
  return place;
}

type Planned = Pick<Program, 'title' | 'beginsOn' | 'endsOn' | 'budget' | 'parts' | 'playbookVersionId' | 'clonedFromId' | 'outcomeIndicator' | 'baseline' | 'target'>;

function plan(tx: Transaction, place: Place, planned: Planned): Promise<Program> {
  return tx.create(Program, {
    id: newId(), placeId: place.id, ...planned, status: 'PLANNED', startedAt: null, endedAt: null, adoptedOn: null, dataOrigin: place.dataOrigin, createdAt: tx.at,
  });
}
