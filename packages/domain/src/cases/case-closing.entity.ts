import { defineEntity } from '@mikro-orm/core';
import { newId } from '../shared/ids.ts';
import type { NewRow } from '../shared/read.ts';
import { AFTERCARE_DAYS, type Case } from './case.entity.ts';

const CaseClosingSchema = defineEntity({
  name: 'CaseClosing',
  tableName: 'case_closing',
  properties: p => ({
    districtId: p.integer().primary(),
    id: p.uuid().primary(),
    caseId: p.uuid(),
    /** Which cycle of the case ended; each is closed once. */
    cycle: p.integer(),
    /** Where the case was then. */
    placeId: p.uuid(),
    closedAt: p.datetime(),
    /** When the days end in which it can be reopened: only then is it known whether the closing has held. */
    aftercareEndsAt: p.datetime(),
    /** When the case was reopened after it; null while it was not. */
    reopenedAt: p.datetime().nullable(),
  }),
});

/** One closing of a case. It keeps its place and time, whatever becomes of the case. */
export class CaseClosing extends CaseClosingSchema.class {
  static readonly schema = CaseClosingSchema;

  /** The closing that a case has just come to, as a row to be written. */
  static of({ id: caseId, cycle, placeId, closedAt }: Pick<Case, 'id' | 'cycle' | 'placeId' | 'closedAt'>): NewRow<CaseClosing> {
    if (!closedAt) throw new Error(`Case ${caseId} is not closed.`);
    return { id: newId(), caseId, cycle, placeId, closedAt, aftercareEndsAt: new Date(closedAt.getTime() + AFTERCARE_DAYS * 86_400_000), reopenedAt: null };
  }
}
CaseClosingSchema.setClass(CaseClosing);
