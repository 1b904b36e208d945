import type { QuestionnaireRow, QuestionnaireVersionRow } from '@linli/domain/surveys/surveys.read';
import { Field, Int, ObjectType } from 'type-graphql';
import { connectionOf } from '../graphql/connection.ts';
import { NodeType } from '../graphql/node.type.ts';
import { DateTime, Json } from '../graphql/scalars.ts';

/** 问卷版本. */
@ObjectType('QuestionnaireVersion', { simpleResolvers: true, description: '问卷版本 One wording; never changed.' })
export class QuestionnaireVersionType implements Pick<QuestionnaireVersionRow, 'number' | 'content' | 'createdAt'> {
  @Field(() => Int, { description: '版本号 From 1 on.' })
  number!: number;

  @Field(() => Json, { description: '内容 In the JSON format of SurveyJS, which its forms show as it is.' })
  content!: QuestionnaireVersionRow['content'];

  @Field(() => DateTime, { description: '建立时间' })
  createdAt!: Date;
}

/** 问卷. */
@ObjectType('Questionnaire', { implements: NodeType, simpleResolvers: true, description: '问卷 Questions under one title, in versions; for those who work where it may be asked.' })
export class QuestionnaireType extends NodeType implements Pick<QuestionnaireRow, 'title' | 'createdAt'> {
  @Field(() => String, { description: '名称' })
  title!: string;

  @Field(() => DateTime, { description: '建立时间' })
  createdAt!: Date;
}

export const QuestionnaireConnection = connectionOf('Questionnaire', () => QuestionnaireType);
