import { questionnaireCount, questionnairePage, type QuestionnaireRow } from '@linli/domain/surveys/surveys.read';
import { one } from '@linli/domain/shared/read';
import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { globalId, rowId } from '../graphql/global-id.ts';
import { worksAt } from '../graphql/loaders.ts';
import type { Context } from '../graphql/operation.ts';
import { pageById } from '../graphql/page-by-id.ts';
import { PlaceType } from '../places/place.type.ts';
import { QuestionnaireConnection, QuestionnaireType, QuestionnaireVersionType } from './questionnaire.type.ts';

/** Reading questionnaires, by those who work where they may be asked. */
@Resolver(() => QuestionnaireType)
export class QuestionnaireResolver {
  @Query(() => QuestionnaireConnection, { description: '问卷 Questionnaires that one may ask or bring answers in to, the latest first.' })
  async questionnaires(
    @Arg('first', () => Int, { defaultValue: 50, description: 'Rows in the page, 1 to 100.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor of the row before.' }) after: string | undefined,
    @Ctx() { operation }: Context,
  ) {
    const seer = [await operation.loaders.own(), worksAt(operation)] as const;
    return pageById(first, after, (position, limit) => operation.rows(questionnairePage, ...seer, position, limit), () => one(operation, questionnaireCount, ...seer));
  }

  @Query(() => QuestionnaireType, { nullable: true, description: '问卷 By id; null when there is none that one may see.' })
  questionnaire(@Arg('id', () => ID, { description: 'Global id.' }) id: string, @Ctx() { operation }: Context) {
    return operation.loaders.surveys.questionnaire.load(rowId('Questionnaire', id));
  }

  @FieldResolver(() => ID, { description: 'Opaque and unique in the whole API.' })
  id(@Root() questionnaire: QuestionnaireRow): string {
    return globalId('Questionnaire', questionnaire.id);
  }

  @FieldResolver(() => PlaceType, { nullable: true, description: '地点 It may be asked there and under it.' })
  place(@Root() questionnaire: QuestionnaireRow, @Ctx() { operation }: Context) {
    return operation.loaders.place.load(questionnaire.placeId);
  }

  @FieldResolver(() => [QuestionnaireVersionType], { description: '各版本 The latest first.' })
  versions(@Root() questionnaire: QuestionnaireRow, @Ctx() { operation }: Context) {
    return operation.loaders.surveys.versionsOf.load(questionnaire.id);
  }
}
