import {
  getNamedType, getNullableType, isInputObjectType, isListType, isRequiredArgument, isRequiredInputField,
  type GraphQLArgument, type GraphQLField, type GraphQLInputField, type GraphQLInputType,
} from 'graphql';
import type { Kind } from '../../src/graphql/global-id.ts';

/** What an argument may point to: a row by its global id, any row, or something that a list or a search finds. */
export type Target = Kind | 'Any' | 'Cursor' | 'TrackingNumber' | 'PlaceName' | 'Name';

/** Arguments and input fields that point to something, by name; `id` and `subjectId` by their field. */
const TARGETS: Readonly<Record<string, Target>> = {
  'place(id)': 'Place', 'case(id)': 'Case', 'account(id)': 'Account', 'address(id)': 'Address', 'node(id)': 'Any', 'auditTrail(subjectId)': 'Any',
  'resident(id)': 'Resident', 'household(id)': 'Household', residentId: 'Resident', householdId: 'Household', headId: 'Resident', kinId: 'Resident',
  kinRecordId: 'Kin', consentId: 'Consent', proxyId: 'Proxy', holderId: 'Account', 'ResidentBirthInput.parentId': 'Resident',
  addressId: 'Address', addressIds: 'Address', gridId: 'Place', gridIds: 'Place', workerIds: 'Account', 'placeResolve(address)': 'PlaceName',
  'organisation(id)': 'Organisation', organisationId: 'Organisation', assigneeOrganisationId: 'Organisation', contactId: 'OrganisationContact', categoryIds: 'CaseCategory',
  placeId: 'Place', parentId: 'Place', under: 'Place', placeIds: 'Place', peersOf: 'Place', caseId: 'Case', intoCaseId: 'Case', categoryId: 'CaseCategory',
  assigneeId: 'Account', approverId: 'Account', accountId: 'Account', membershipId: 'Membership', standsInForId: 'Membership',
  'ledgerAccount(id)': 'LedgerAccount', 'accountChanged(accountId)': 'LedgerAccount',
  'import(id)': 'Import', importId: 'Import',
  'serviceCertificateCheck(code)': 'Name', 'exchange(id)': 'Exchange', exchangeId: 'Exchange', listingId: 'ServiceListing', volunteerId: 'Volunteer', serviceTypeId: 'ServiceType', skillIds: 'ServiceType',
  giverId: 'Resident', giverIds: 'Resident', receiverId: 'Resident', receiverIds: 'Resident', toResidentId: 'Resident',
  'pointsRule(id)': 'PointsRule', 'pointsAward(id)': 'PointsAward', 'redemption(id)': 'Redemption', ruleId: 'PointsRule', versionId: 'PointsRuleVersion',
  awardId: 'PointsAward', objectionId: 'PointsObjection', dropId: 'WasteDrop', goodId: 'PointsGood', redemptionId: 'Redemption', listId: 'PriorityList', applicationId: 'PriorityApplication',
  'activity(id)': 'Activity', activityId: 'Activity', sessionId: 'ActivitySession', signUpId: 'ActivitySignUp', attendanceId: 'ActivityAttendance', absentIds: 'Resident',
  trainerId: 'Account', trainerOrganisationId: 'Organisation',
  'careSlot(id)': 'CareSlot', 'careBooking(id)': 'CareBooking', centreId: 'CareCentre', serviceId: 'CareService', slotId: 'CareSlot', bookingId: 'CareBooking', sponsorId: 'Organisation',
  stayId: 'CareStay', visitId: 'WellbeingVisit', pairId: 'MutualAidPair', visitorId: 'Resident',
  bridgeItemId: 'BridgeItem', observationId: 'SkillObservation', buddyPairId: 'BuddyPair', transactionId: 'ServiceTransaction', seniorId: 'Resident', buddyId: 'Resident', helperId: 'Resident',
  'program(id)': 'Program', programId: 'Program', playbookVersionId: 'PlaybookVersion', staffId: 'ProgramStaff', fundingId: 'ProgramFunding', spendingId: 'ProgramSpending', 'playbook(id)': 'Playbook',
  'survey(id)': 'Survey', 'questionnaire(id)': 'Questionnaire', surveyId: 'Survey', questionnaireId: 'Questionnaire', respondentIds: 'Resident', 'surveyByCode(code)': 'Name', 'SurveyAnswerByCodeInput.code': 'Name',
  'indicatorReview(id)': 'IndicatorReview', reviewId: 'IndicatorReview', itemId: 'ReviewItem', 'indicatorSeal(id)': 'IndicatorSeal', sealId: 'IndicatorSeal', 'alert(id)': 'Alert', alertId: 'Alert', alertRuleId: 'AlertRule',
  noticeIds: 'Notice', 'noticeArrived(since)': 'Notice',
  recordId: 'Any', attachmentId: 'Attachment', trackingNumber: 'TrackingNumber', after: 'Cursor', text: 'PlaceName', search: 'Name',
};

/** Texts that point to nothing, and numbers that are one's own to choose: taken elsewhere, they are free here (see the last test). */
const TEXTS = new Set([
  'title', 'description', 'contactName', 'contactPhone', 'note', 'reason', 'name', 'login', 'displayName', 'phone', 'password', 'currentPassword', 'indicators', 'indicator', 'system',
  'ExternalInput.id', 'SheetFilterInput.key', 'SheetFilterInput.values', 'idempotencyKey', 'code', 'district', 'fileName', 'mediaType', 'compound', 'building', 'unit', 'room', 'shopName', 'kinds', 'kind', 'purpose', 'from', 'to',
  'idNumber', 'hukouCode', 'number', 'version', 'evidence', 'address',
  'pin', 'secret', 'venue',
  'key', 'roleKey', 'stepKey', 'sponsor', 'payee', 'file',
  'eventType', 'eventKey', 'answer', 'question', 'options',
  'receipt', 'cutOff', 'comment',
  'since', // a sealed cursor; another district's is tried in changes.e2e
]);

/** One way to name something in a field's arguments. */
export interface Reference {
  readonly path: readonly string[];
  readonly target: Target;
  readonly list: boolean;
}

/** What a field's arguments can point to. @throws Error for an argument that nobody has said this of */
export function referencesOf(field: GraphQLField<unknown, unknown>): Reference[] {
  return field.args.flatMap(argument => referencesIn(argument.type, [argument.name], [`${field.name}(${argument.name})`, argument.name]));
}

function referencesIn(type: GraphQLInputType, path: readonly string[], names: readonly string[]): Reference[] {
  const of = getNamedType(type);
  if (isInputObjectType(of)) {
    return Object.values(of.getFields()).flatMap(field => referencesIn(field.type, [...path, field.name], [`${of.name}.${field.name}`, field.name]));
  }
  if (of.name !== 'ID' && of.name !== 'String') return [];
  const target = names.map(name => TARGETS[name]).find(known => known !== undefined);
  if (target) return [{ path, target, list: isListType(getNullableType(type)) }];
  if (of.name === 'String' && names.some(name => TEXTS.has(name)) || names[0] === 'ExternalInput.id') return [];
  throw new Error(`${names[0]} is not covered: say in TARGETS what it points to, or in TEXTS that it points to nothing.`);
}

/** Values that make a command plausible, by coordinate or name; what is not here is the first that its type allows. */
export type Values = Readonly<Record<string, unknown>>;

/** A field's arguments with only what it requires; `values` give what things they name. */
export function requiredArguments(field: GraphQLField<unknown, unknown>, values: Values): Record<string, unknown> {
  const of = (input: GraphQLArgument | GraphQLInputField, coordinate: string): unknown => {
    const given = values[coordinate] ?? values[input.name];
    if (given !== undefined) return given;
    const type = getNamedType(input.type);
    if (isInputObjectType(type)) {
      return Object.fromEntries(Object.values(type.getFields()).filter(isRequiredInputField).map(inner => [inner.name, of(inner, `${type.name}.${inner.name}`)]));
    }
    const first = 'getValues' in type ? (type.getValues()[0]?.name ?? '') : { Boolean: true, Int: 1, Float: 1, String: 'text', DateTime: '2030-01-01T00:00:00Z' }[type.name];
    if (first === undefined) throw new Error(`No value for ${coordinate}.`);
    return first;
  };
  return Object.fromEntries(field.args.filter(isRequiredArgument).map(argument => [argument.name, of(argument, `${field.name}(${argument.name})`)]));
}

/** The same arguments, naming something else at one path. */
export function naming(given: Record<string, unknown>, { path: [head = '', ...rest], target, list }: Reference, value: string): Record<string, unknown> {
  if (rest.length === 0) return { ...given, [head]: list ? [value] : value };
  return { ...given, [head]: naming((given[head] ?? {}) as Record<string, unknown>, { path: rest, target, list }, value) };
}

/** What a field's arguments name at a reference already. */
export function namedIn(given: Record<string, unknown>, { path }: Reference): string | undefined {
  const found = path.reduce<unknown>((at, name) => (at as Record<string, unknown> | undefined)?.[name], given);
  return typeof found === 'string' ? found : undefined;
}
