import type { PlaybookPartKind } from '../programs/part-kind.ts';
import { checkedFields, text, type FieldRule } from '../programs/parts.rule.ts';
import { Refusal } from '../shared/refusal.ts';
import type { PointsEventType } from './event-type.ts';
import { LONGEST_NAME, drawUp } from './rules.service.ts';
import { checkedTerms, type Terms } from './terms.rule.ts';

interface RuleContent extends Partial<Omit<Terms, 'points'>>, Pick<Terms, 'points'> {
  readonly name: string;
  readonly eventType: string;
}

/** What a rule says where its part is silent. */
const SILENT: Omit<Terms, 'points'> = { evidence: 'NONE', subject: 'PERSON', dayCap: null, monthCap: null, totalCap: null, standings: [], ageFrom: null, ageBelow: null };
const known: FieldRule = () => undefined; // by checkedTerms
const standings: FieldRule = (value, field) => {
  if (value !== undefined && !Array.isArray(value)) throw new Refusal('INVALID', 'Expected a list.', [field]);
};

/** 积分规则: for what the program gives points. It becomes a draft at the program's place, to be tried and published there. @param eventTypes that there are */
export function rulePart(eventTypes: readonly PointsEventType[]): PlaybookPartKind {
  return {
    key: 'RULE', title: { ZH: '积分规则', EN: 'points rule' },
    check(content) {
      checkedFields(content, {
        name: text(LONGEST_NAME), points: known, evidence: known, subject: known, dayCap: known, monthCap: known, totalCap: known, standings, ageFrom: known, ageBelow: known,
        eventType(value, field) {
          if (!eventTypes.some(({ key }) => key === value)) throw new Refusal('INVALID', 'No such type of event.', [field]);
        },
      });
      checkedTerms({ ...SILENT, ...(content as RuleContent) });
    },
    async apply(tx, { placeId }, content) {
      await drawUp(tx, { ...SILENT, ...(content as RuleContent), placeId });
    },
  };
}
