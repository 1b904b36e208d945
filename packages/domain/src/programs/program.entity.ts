import { defineEntity } from '@mikro-orm/core';
import type { DataOrigin } from '../places/place.entity.ts';
import { CHANGED_IN, type ChangedIn } from '../shared/changed.ts';
import type { CalendarDate } from '../shared/clock.ts';
import { Refusal } from '../shared/refusal.ts';
import type { PlaybookPart } from './parts.rule.ts';

/** 筹备, 进行, 结束, 取消. */
export const PROGRAM_STATUSES = ['PLANNED', 'RUNNING', 'ENDED', 'CANCELLED'] as const;
export type ProgramStatus = (typeof PROGRAM_STATUSES)[number];

const ProgramSchema = defineEntity({
  name: 'Program',
  tableName: 'program',
  properties: p => ({
    districtId: p.integer().primary(),
    id: p.uuid().primary(),
    /** A community, or a place above one. */
    placeId: p.uuid(),
    title: p.string(),
    status: p.string().$type<ProgramStatus>(),
    /** Both days included. */
    beginsOn: p.date().$type<CalendarDate>(),
    endsOn: p.date().$type<CalendarDate>(),
    /** What may be spent in all, in fen. */
    budget: p.integer(),
    parts: p.json<readonly PlaybookPart[]>(),
    /** What it was made from: a version of a playbook, or another program; null for a program that began with nothing. */
    playbookVersionId: p.uuid().nullable(),
    clonedFromId: p.uuid().nullable(),
    /** Key of the indicator that it is measured by, with its value before and the value aimed at; all or none. */
    outcomeIndicator: p.string().nullable(),
    baseline: p.double().$type<number>().nullable(),
    target: p.double().$type<number>().nullable(),
    startedAt: p.datetime().nullable(),
    endedAt: p.datetime().nullable(),
    /** The day from which a community runs what others ran before it; null for a pilot, above communities, and before it starts. */
    adoptedOn: p.date().$type<CalendarDate>().nullable(),
    dataOrigin: p.string().$type<DataOrigin>(),
    createdAt: p.datetime(),
    /** Which transaction wrote it last; see shared/changed. */
    changedIn: p.type('xid8').$type<ChangedIn>().defaultRaw(CHANGED_IN.default).onUpdate(CHANGED_IN.anew),
  }),
});

/** 项目. A playbook, or something new, carried out at a place for a time. Invariant: `startedAt` is set once it runs. */
export class Program extends ProgramSchema.class {
  static readonly schema = ProgramSchema;

  /** Whether others did the same before. */
  isCopy(): boolean {
    return this.playbookVersionId !== null || this.clonedFromId !== null;
  }

  /** @param adopts whether it runs in a community that none of those ran in which it was made from; then this one adopted it @throws Refusal WRONG_STATE unless PLANNED */
  start(at: Date, adopts: boolean): void {
    this.mustBe('PLANNED');
    Object.assign(this, { status: 'RUNNING', startedAt: at, adoptedOn: adopts && this.isCopy() ? this.beginsOn : null } satisfies Partial<Program>);
  }

  /** Ends what runs; what never began is cancelled. @throws Refusal WRONG_STATE when it is over */
  end(at: Date): void {
    this.mustBe('PLANNED', 'RUNNING');
    Object.assign(this, { status: this.status === 'PLANNED' ? 'CANCELLED' : 'ENDED', endedAt: at } satisfies Partial<Program>);
  }

  /** @throws Refusal WRONG_STATE unless it stands in one of these */
  mustBe(...statuses: readonly ProgramStatus[]): void {
    if (!statuses.includes(this.status)) throw new Refusal('WRONG_STATE', `This program is ${this.status}.`, ['programId']);
  }
}
ProgramSchema.setClass(Program);
