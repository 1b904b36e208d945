import { defineEntity } from '@mikro-orm/core';
import type { DataOrigin } from '../places/place.entity.ts';
import { CHANGED_IN, type ChangedIn } from '../shared/changed.ts';
import { addYears, dayOf, type CalendarDate } from '../shared/clock.ts';
import { Refusal } from '../shared/refusal.ts';

/** 居民, 户. Who answers: every resident for themselves, or each household once. */
export const RESPONDENTS = ['RESIDENTS', 'HOUSEHOLDS'] as const;
export type Respondents = (typeof RESPONDENTS)[number];

/** 自助, 链接, 电话, 上门, 纸质. How an answer came in. */
export const ANSWER_MODES = ['APP', 'LINK', 'TELEPHONE', 'DOORSTEP', 'PAPER'] as const;
export type AnswerMode = (typeof ANSWER_MODES)[number];

const SurveySchema = defineEntity({
  name: 'Survey',
  tableName: 'survey',
  properties: p => ({
    districtId: p.integer().primary(),
    id: p.uuid().primary(),
    /** Whoever lives there or under it is asked. */
    placeId: p.uuid(),
    /** The program that it is part of. */
    programId: p.uuid().nullable(),
    /** What is asked. */
    versionId: p.uuid(),
    title: p.string(),
    respondents: p.string().$type<Respondents>(),
    /** 匿名. Nobody can tell whose answer is whose. */
    anonymous: p.boolean(),
    /** Age on the day it opens from which people are asked. */
    minAge: p.integer(),
    modes: p.array().$type<AnswerMode[]>().columnType('text[]'),
    /** 法定比例. Set for a vote: the share of those asked, in percent, that has to take part for it to count. */
    quorumPercent: p.integer().nullable(),
    /** First day on which it can be answered, and the first on which it no longer can. */
    opensOn: p.date().$type<CalendarDate>(),
    closesOn: p.date().$type<CalendarDate>(),
    /** When it ended, with how many there were to ask then. */
    closedAt: p.datetime().nullable(),
    asked: p.integer().nullable(),
    /** Since when everybody may read the results. */
    publishedAt: p.datetime().nullable(),
    dataOrigin: p.string().$type<DataOrigin>(),
    createdAt: p.datetime(),
    createdById: p.uuid().nullable(),
    /** Which transaction wrote it last; see shared/changed. */
    changedIn: p.type('xid8').$type<ChangedIn>().defaultRaw(CHANGED_IN.default).onUpdate(CHANGED_IN.anew),
  }),
});

/** 调查, 投票. A version of a questionnaire, asked at a place in a period. Invariants: published ⇒ closed; whom it asks never changes. */
export class Survey extends SurveySchema.class {
  static readonly schema = SurveySchema;

  /**
   * Whether an answer of some time and way is taken now. What was answered on paper in time, and not anonymously, may be typed in
   * until the results are published; a vote is decided when it ends.
   * @throws Refusal WRONG_STATE at `surveyId` before it opens, and once it has ended; INVALID at `mode` and at `occurredAt`
   */
  mustTake(mode: AnswerMode, occurredAt: Date, at: Date): void {
    const typedLater = mode === 'PAPER' && !this.anonymous && this.quorumPercent === null && this.publishedAt === null;
    if (dayOf(at) < this.opensOn) throw new Refusal('WRONG_STATE', 'It has not opened yet.', ['surveyId']);
    if (this.hasEnded(at) && !typedLater) throw new Refusal('WRONG_STATE', 'It has ended.', ['surveyId']);
    if (!this.modes.includes(mode)) throw new Refusal('INVALID', `It is answered by ${this.modes.join(', ')}.`, ['mode']);
    const day = dayOf(occurredAt);
    if (occurredAt > at || day < this.opensOn || day >= this.closesOn || (this.closedAt && occurredAt >= this.closedAt)) {
      throw new Refusal('INVALID', 'At this time it could not be answered.', ['occurredAt']);
    }
  }

  /** Whether nobody answers any more, though what was answered on paper may still be typed in. */
  hasEnded(at: Date): boolean {
    return this.closedAt !== null || dayOf(at) >= this.closesOn;
  }

  /** Ends it. @param asked how many there were to ask @throws Refusal WRONG_STATE at `surveyId` when it has ended already */
  close(asked: number, at: Date): void {
    if (this.closedAt) throw new Refusal('WRONG_STATE', 'It has ended already.', ['surveyId']);
    Object.assign(this, { closedAt: at, asked } satisfies Partial<Survey>);
  }

  /** @throws Refusal WRONG_STATE at `surveyId` while it can be answered, or when it was published */
  publish(at: Date): void {
    if (!this.closedAt) throw new Refusal('WRONG_STATE', 'It has not ended yet.', ['surveyId']);
    if (this.publishedAt) throw new Refusal('WRONG_STATE', 'Its results were published already.', ['surveyId']);
    this.publishedAt = at;
  }
}
SurveySchema.setClass(Survey);

/** The last day on which somebody may have been born who is asked. */
export function bornBy({ opensOn, minAge }: Pick<Survey, 'opensOn' | 'minAge'>): CalendarDate {
  return addYears(opensOn, -minAge);
}
