import type { Sealer } from '../people/sealed.ts';
import type { Rows } from '../shared/read.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import { AnswersService } from './answers.service.ts';
import { SurveyCodesService } from './codes.service.ts';
import type { OnAnswered } from './on-answered.ts';
import { QuestionnairesService } from './questionnaires.service.ts';
import { SurveysService } from './surveys.service.ts';

/** The services of surveys and votes. */
export class Surveys {
  readonly questionnaires: QuestionnairesService;
  readonly surveys: SurveysService;
  readonly answers: AnswersService;
  readonly codes: SurveyCodesService;

  /**
   * @param onAnswered upper rooms that hear of answers that have a name
   * @param snapshot of a district, for who answers by a code and is not signed in
   */
  constructor(unit: UnitOfWork, sealer: Sealer, onAnswered: readonly OnAnswered[], snapshot: (districtId: number) => Rows & { close(): Promise<void> }) {
    this.questionnaires = new QuestionnairesService(unit);
    this.surveys = new SurveysService(unit);
    this.answers = new AnswersService(unit, sealer, onAnswered);
    this.codes = new SurveyCodesService(unit, sealer, snapshot);
  }
}
