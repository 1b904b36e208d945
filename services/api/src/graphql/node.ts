import { parseGlobalId } from './global-id.ts';
import type { Operation } from './operation.ts';

/** The row behind a global id, to be shown as a Node; null when there is none that the asker may see. */
export async function nodeOf(operation: Operation, id: string): Promise<object | null> {
  const parsed = parseGlobalId(id);
  if (parsed?.kind === 'Place') return operation.loaders.place.load(parsed.id);
  if (parsed?.kind === 'Organisation') return typed('Organisation', await operation.loaders.organisationSeen.load(parsed.id));
  if (parsed?.kind === 'Account') return typed('Account', await operation.loaders.accountSeen.load(parsed.id));
  if (parsed?.kind === 'Address') return typed('Address', await operation.loaders.address.load(parsed.id));
  if (parsed?.kind === 'Resident') return typed('Resident', await operation.loaders.resident.load(parsed.id));
  if (parsed?.kind === 'Household') return typed('Household', await operation.loaders.household.load(parsed.id));
  if (parsed?.kind === 'PointsRule') return typed('PointsRule', await operation.loaders.pointsRule.load(parsed.id));
  if (parsed?.kind === 'PointsAward') return typed('PointsAward', await operation.loaders.pointsAward.load(parsed.id));
  if (parsed?.kind === 'WasteDrop') return typed('WasteDrop', await operation.loaders.wasteDrop.load(parsed.id));
  if (parsed?.kind === 'PointsGood') return typed('PointsGood', await operation.loaders.pointsGood.load(parsed.id));
  if (parsed?.kind === 'Redemption') return typed('Redemption', await operation.loaders.redemption.load(parsed.id));
  if (parsed?.kind === 'PriorityList') return typed('PriorityList', await operation.loaders.priorityList.load(parsed.id));
  if (parsed?.kind === 'Program') return typed('Program', await operation.loaders.program.load(parsed.id));
  if (parsed?.kind === 'Playbook') return typed('Playbook', await operation.loaders.playbook.load(parsed.id));
  if (parsed?.kind === 'PlaybookVersion') return typed('PlaybookVersion', await operation.loaders.playbookVersion.load(parsed.id));
  if (parsed?.kind === 'Case') return operation.loaders.case.load(parsed.id);
  if (parsed?.kind === 'Attachment') return typed('Attachment', await operation.domain.attachments.seen(operation, operation.actor, parsed.id));
  if (parsed?.kind === 'LedgerAccount') return typed('LedgerAccount', await operation.loaders.ledgerAccount.load(parsed.id));
  if (parsed?.kind === 'Volunteer') return typed('Volunteer', await operation.loaders.volunteer.load(parsed.id));
  if (parsed?.kind === 'ServiceListing') return typed('ServiceListing', await operation.loaders.serviceListing.load(parsed.id));
  if (parsed?.kind === 'Exchange') return typed('Exchange', await operation.loaders.exchange.load(parsed.id));
  if (parsed?.kind === 'Activity') return typed('Activity', await operation.loaders.activity.load(parsed.id));
  if (parsed?.kind === 'ActivitySession') return typed('ActivitySession', await operation.loaders.activitySession.load(parsed.id));
  if (parsed?.kind === 'ActivitySignUp') return typed('ActivitySignUp', await operation.loaders.activitySignUp.load(parsed.id));
  if (parsed?.kind === 'ActivityAttendance') return typed('ActivityAttendance', await operation.loaders.activityAttendance.load(parsed.id));
  if (parsed?.kind === 'WellbeingVisit') return typed('WellbeingVisit', await operation.loaders.wellbeingVisit.load(parsed.id));
  if (parsed?.kind === 'CareCentre') return typed('CareCentre', await operation.loaders.careCentre.load(parsed.id));
  if (parsed?.kind === 'CareService') return typed('CareService', await operation.loaders.careService.load(parsed.id));
  if (parsed?.kind === 'CareSlot') return typed('CareSlot', await operation.loaders.careSlot.load(parsed.id));
  if (parsed?.kind === 'CareBooking') return typed('CareBooking', await operation.loaders.careBooking.load(parsed.id));
  if (parsed?.kind === 'BuddyPair') return typed('BuddyPair', await operation.loaders.bridge.pair.load(parsed.id));
  if (parsed?.kind === 'ServiceTransaction') return typed('ServiceTransaction', await operation.loaders.bridge.transaction.load(parsed.id));
  if (parsed?.kind === 'Questionnaire') return typed('Questionnaire', await operation.loaders.surveys.questionnaire.load(parsed.id));
  if (parsed?.kind === 'Survey') return typed('Survey', await operation.loaders.surveys.survey.load(parsed.id));
  if (parsed?.kind === 'SurveyAnswer') return typed('SurveyAnswer', await operation.loaders.surveys.answer.load(parsed.id));
  if (parsed?.kind === 'AlertRule') return typed('AlertRule', await operation.loaders.figures.alertRule.load(parsed.id));
  if (parsed?.kind === 'Alert') return typed('Alert', await operation.loaders.figures.alert.load(parsed.id));
  if (parsed?.kind === 'IndicatorSeal') return typed('IndicatorSeal', await operation.loaders.figures.seal.load(parsed.id));
  if (parsed?.kind === 'IndicatorReview') return typed('IndicatorReview', await operation.loaders.figures.review.load(parsed.id));
  return null;
}

/** A row that says itself what it is. */
function typed(__typename: string, row: object | null): object | null {
  return row && { ...row, __typename };
}
