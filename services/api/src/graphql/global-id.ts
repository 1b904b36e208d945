import { isId } from '@linli/domain/shared/ids';
import { isGiven } from './given.ts';

/** Kinds of things that have a global id. */
export type Kind =
  | 'Place' | 'Address' | 'Resident' | 'Household' | 'Kin' | 'Consent' | 'Proxy' | 'Account' | 'Case' | 'CaseStep' | 'CaseCategory' | 'Membership' | 'AuditEntry' | 'Notice' | 'Attachment' | 'Organisation'
  | 'OrganisationContact' | 'Import' | 'Export' | 'LedgerAccount' | 'LedgerEntry' | 'Volunteer' | 'ServiceType' | 'ServiceListing' | 'Exchange'
  | 'Activity' | 'ActivitySession' | 'ActivitySignUp' | 'ActivityAttendance'
  | 'PointsRule' | 'PointsRuleVersion' | 'PointsAward' | 'PointsObjection' | 'WasteDrop' | 'PointsGood' | 'Redemption' | 'PriorityList' | 'PriorityApplication'
  | 'CareCentre' | 'CareService' | 'CareSlot' | 'CareBooking' | 'CareStay' | 'CareIncident' | 'WellbeingVisit' | 'MutualAidPair'
  | 'BridgeItem' | 'SeniorSkill' | 'SkillObservation' | 'BuddyPair' | 'ServiceTransaction'
  | 'Playbook' | 'PlaybookVersion' | 'Program' | 'ProgramStaff' | 'ProgramFunding' | 'ProgramSpending'
  | 'Questionnaire' | 'Survey' | 'SurveyAnswer'
  | 'AlertRule' | 'Alert' | 'IndicatorSeal' | 'IndicatorReview' | 'ReviewItem';

/** Found nowhere: what an id becomes that is malformed or of another kind, so that it behaves like one that does not exist. */
const NOWHERE = '00000000-0000-0000-0000-000000000000';

/** The opaque id under which the API shows a row. */
export function globalId(kind: Kind, id: string): string {
  return Buffer.from(`${kind}:${id}`).toString('base64url');
}

/** Kind and id of a global id; null when it is none. */
export function parseGlobalId(global: string): { kind: string; id: string } | null {
  const [, kind, id] = /^([A-Za-z]+):([\da-f-]{36})$/.exec(Buffer.from(global, 'base64url').toString('utf8')) ?? [];
  return kind && id && isId(id) ? { kind, id } : null;
}

/** The row's id behind a global id of a kind. */
export function rowId(kind: Kind, global: string): string {
  const parsed = parseGlobalId(global);
  return parsed?.kind === kind ? parsed.id : NOWHERE;
}

/** {@link rowId} of an optional argument. */
export function rowIdOrNull(kind: Kind, global: string | null | undefined): string | null {
  return isGiven(global) ? rowId(kind, global) : null;
}
