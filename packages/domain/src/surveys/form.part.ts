import type { PlaybookPartKind } from '../programs/part-kind.ts';
import { checkedFields, text } from '../programs/parts.rule.ts';
import { questionsOf, type Content } from './content.rule.ts';
import { LONGEST_TITLE, write } from './questionnaires.service.ts';

/** 问卷: questions that the program asks. It becomes a questionnaire at the program's place, which its admins open as a survey when it is time. */
export const formPart: PlaybookPartKind = {
  key: 'FORM', title: { ZH: '问卷', EN: 'questionnaire' },
  check: content => checkedFields(content, { title: text(LONGEST_TITLE), content: value => void questionsOf(value as Content) }),
  async apply(tx, program, part) {
    const { title, content } = part as { title: string; content: Content };
    await write(tx, { placeId: program.placeId, title, content });
  },
};
