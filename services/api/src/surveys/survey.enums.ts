import type { QuestionKind } from '@linli/domain/surveys/question.rule';
import type { AnswerMode, Respondents } from '@linli/domain/surveys/survey.entity';
import { enumOf } from '../graphql/enums.ts';

export const RespondentsEnum = enumOf<Respondents>('SurveyRespondents', '答题对象 Who answers.', {
  RESIDENTS: '居民 Every resident for themselves.', HOUSEHOLDS: '户 Each household once.',
});

export const AnswerModeEnum = enumOf<AnswerMode>('SurveyAnswerMode', '答题方式 How an answer came in.', {
  APP: '自助 Entered by themselves, or by who acts for them.', LINK: '链接 By a one-time code.', TELEPHONE: '电话', DOORSTEP: '上门', PAPER: '纸质 Typed in from paper.',
});

export const QuestionKindEnum = enumOf<QuestionKind>('SurveyQuestionKind', '题型 What a question asks for.', {
  CHOICE: '单选', CHOICES: '多选', YES_NO: '是否', RATING: '打分', NUMBER: '数字', DATE: '日期', WORDS: '文字',
});
