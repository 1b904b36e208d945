import { Refusal } from '../shared/refusal.ts';
import type { PlaybookPartKind } from './part-kind.ts';
import { checkedFields, number, optional, text, type PlaybookPart } from './parts.rule.ts';

const LONGEST_TITLE = 100;
const LONGEST_TEXT = 10_000;
const LONGEST_NOTE = 1000;
const MOST_DAYS = 3650;
/** Larger than any figure an indicator can have. */
const MOST_VALUE = 1e12;

const title = text(LONGEST_TITLE);

/** 文件: something to read, such as a guide or a rule of the house. */
export const documentPart: PlaybookPartKind = {
  key: 'DOCUMENT', title: { ZH: '文件', EN: 'document' },
  check: content => checkedFields(content, { title, text: text(LONGEST_TEXT) }),
};

/** 步骤: what is to be done, and how many days after the beginning. */
export const stepPart: PlaybookPartKind = {
  key: 'STEP', title: { ZH: '步骤', EN: 'step' },
  check: content => checkedFields(content, { title, description: optional(text(LONGEST_NOTE)), day: optional(number(0, MOST_DAYS)) }),
};

/** 角色: what somebody in a program does. */
export const rolePart: PlaybookPartKind = {
  key: 'ROLE', title: { ZH: '角色', EN: 'role' },
  check: content => checkedFields(content, { title, duties: optional(text(LONGEST_NOTE)) }),
};

/** 指标: what the program is measured by, with its target. @param known keys of the indicators that there are */
export function indicatorPart(known: readonly string[]): PlaybookPartKind {
  return {
    key: 'INDICATOR', title: { ZH: '指标', EN: 'indicator' },
    check: content => checkedFields(content, {
      indicator: value => {
        if (typeof value !== 'string' || !known.includes(value)) throw new Refusal('INVALID', 'There is no such indicator.', ['indicator']);
      },
      target: optional(number(-MOST_VALUE, MOST_VALUE)),
    }),
  };
}

/** The title of a step or role, by its key; undefined when the program has none of that key. */
export function titleOfPart(parts: readonly PlaybookPart[], kind: 'STEP' | 'ROLE', key: string): string | undefined {
  const found = parts.find(part => part.kind === kind && part.key === key);
  return found && (found.content as { title: string }).title;
}
