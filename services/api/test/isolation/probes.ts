import { OperationTypeNode, getNamedType, type GraphQLField, type GraphQLSchema } from 'graphql';
import { randomUUID } from 'node:crypto';
import { addDays, dayOf } from '@linli/domain/shared/clock';
import { NEEDS } from '@linli/domain/testing/survey-stand';
import { decodeCursor, encodeCursor } from '../../src/graphql/connection.ts';
import { globalId, parseGlobalId, type Kind } from '../../src/graphql/global-id.ts';
import type { TestApi } from '../harness.ts';
import { referencesOf, requiredArguments, type Reference, type Target, type Values } from './references.ts';
import { selectionOf } from './selection.ts';
import type { Tenant } from './tenants.ts';

/** A field of the API with everything it can answer, and all that its arguments can point to. */
export interface Probed {
  readonly operation: OperationTypeNode;
  readonly field: GraphQLField<unknown, unknown>;
  readonly selection: string;
  readonly references: readonly Reference[];
}

export function probedFields(schema: GraphQLSchema): Probed[] {
  return Object.values(OperationTypeNode).flatMap(operation => Object.values(schema.getRootType(operation)?.getFields() ?? {}).map(field => ({
    operation, field, selection: selectionOf(schema, getNamedType(field.type)), references: referencesOf(field),
  })));
}

/** One request that asks a field once with each of some arguments. */
export function asking({ operation, field, selection }: Probed, each: readonly Record<string, unknown>[]): { query: string; variables: object } {
  const types = new Map(field.args.map(argument => [argument.name, String(argument.type)]));
  const given = each.map((args, n) => Object.keys(args).map(name => ({ name, variable: `${name}${n}`, type: types.get(name), value: args[name] })));
  const declared = given.flat().map(({ variable, type }) => `$${variable}: ${type}`).join(' ');
  const calls = given.map((args, n) => {
    const passed = args.map(({ name, variable }) => `${name}: $${variable}`).join(' ');
    return `a${n}: ${field.name}${passed && `(${passed})`}${selection && ' { ...F }'}`;
  });
  return {
    query: `${operation}${declared && `(${declared})`} { ${calls.join(' ')} }${selection && ` fragment F on ${getNamedType(field.type).name} ${selection}`}`,
    variables: Object.fromEntries(given.flat().map(({ variable, value }) => [variable, value])),
  };
}

/** When what is opened may close again. */
const SOON = addDays(dayOf(new Date()), 30);

/** Commands on volunteers, listings, minutes and care: by who has not moved away meanwhile. */
const BANKING = /^(care|wellbeing|mutualAid|volunteer|serviceListing|minutes|confirmationCard|serviceCertificate|timeBankMember)/;

/** Things of the asker's own that make a command plausible, but for the one thing that a probe names instead. */
export function ownValues({ district, street, hidden, membershipId, addressId, organisationId, contactId, people, accounts, points, program, cases, attachments, sheets, bank, activities, care, bridge, surveys, figures }: Tenant, field: string): Values {
  const id = (kind: Kind, row: string) => globalId(kind, row);
  const matter = { caseMerge: cases.received, caseAssign: cases.accepted, caseSuspend: cases.started, caseExtend: cases.started }[field] ?? cases.received;
  return {
    gridId: id('Place', district.grids[3]), 'buildings(placeId)': id('Place', district.grids[3]),
    addressId: id('Address', addressId), 'address(id)': id('Address', addressId), 'organisation(id)': id('Organisation', organisationId),
    organisationId: id('Organisation', organisationId), contactId: id('OrganisationContact', contactId),
    'resident(id)': id('Resident', people.resident), residentId: id('Resident', people.resident), 'ResidentBirthInput.parentId': id('Resident', people.child),
    'household(id)': id('Household', people.household), householdId: id('Household', people.household), kinRecordId: id('Kin', people.kin),
    consentId: id('Consent', people.consent), proxyId: id('Proxy', people.proxy), holderId: id('Account', street.accountId), formerRelation: 'SPOUSE',
    'pointsRule(id)': id('PointsRule', points.rule.id), ruleId: id('PointsRule', points.rule.id), versionId: id('PointsRuleVersion', points.draft.id), eventType: 'manual',
    'pointsAward(id)': id('PointsAward', points.award.id), awardId: id('PointsAward', points.award.id), objectionId: id('PointsObjection', points.objection.id),
    dropId: id('WasteDrop', points.drop.id), goodId: id('PointsGood', points.good.id), 'redemption(id)': id('Redemption', points.reserved.id),
    indicator: 'case.complaint_rate', redemptionId: id('Redemption', (field === 'redemptionReserve' ? points.quoted : points.reserved).id), beginsOn: '2199-01-01', endsOn: '2199-01-01',
    'program(id)': id('Program', program.running.id), programId: id('Program', (['programStart', 'programJoin'].includes(field) ? program.planned : program.running).id), playbookVersionId: id('PlaybookVersion', program.version.id), staffId: id('ProgramStaff', program.staff.id),
    'playbook(id)': id('Playbook', program.version.playbookId), fundingId: id('ProgramFunding', program.funding.id), spendingId: id('ProgramSpending', program.spending.id), budget: 1, amount: 1,
    'ProgramCreateInput.placeId': id('Place', district.communities[1]), 'ProgramCloneInput.placeId': id('Place', district.communities[1]), roleKey: 'trainer', stepKey: 'survey',
    listId: id('PriorityList', points.list.id), applicationId: id('PriorityApplication', points.application.id), closesOn: '2199-01-01',
    'pointsMonths(from)': '2026-01-01', 'pointsMonths(to)': '2026-01-01',
    'pointsLeaderboard(from)': addDays(dayOf(new Date()), -7), 'pointsLeaderboard(to)': addDays(dayOf(new Date()), 7),
    'pointsRuleDryRun(from)': '2026-01-01', 'pointsRuleDryRun(to)': '2026-02-01',
    birthDate: '2020-01-01', day: '2024-01-01', livesFrom: '2024-01-01',
    'node(id)': id('Place', district.street), 'account(id)': id('Account', street.accountId), 'place(id)': id('Place', district.street), 'compare(placeId)': id('Place', district.street),
    placeId: id('Place', district.grids[0]), parentId: id('Place', district.communities[1]), categoryId: id('CaseCategory', district.categoryId),
    recordId: id('Case', cases.received.id), attachmentId: id('Attachment', field === 'importCheck' ? sheets.fileId : attachments.awaited.id), mediaType: 'image/jpeg',
    categoryIds: [id('CaseCategory', district.categoryId)], caseId: id('Case', matter.id), intoCaseId: id('Case', cases.accepted.id),
    'ImportCreateInput.kind': 'residents', 'ExportCreateInput.kind': 'residents', 'SheetTemplateCreateInput.kind': 'residents',
    'ledgerAccount(id)': id('LedgerAccount', accounts.resident),
    'exchange(id)': id('Exchange', bank.exchange.id), exchangeId: id('Exchange', bank.exchange.id), listingId: id('ServiceListing', bank.request.id),
    volunteerId: id('Volunteer', bank.volunteer.id), serviceTypeId: id('ServiceType', bank.serviceTypeId), skillIds: [id('ServiceType', bank.serviceTypeId)],
    ...(BANKING.test(field) && { residentId: id('Resident', bank.giver.id) }), toResidentId: id('Resident', bank.receiver.id), pin: '135790', availability: [{ weekday: 1, from: 540, to: 720 }],
    'serviceCertificateCheck(code)': bank.certificateCode, 'ServiceCertificateIssueInput.firstDay': '2024-01-01', 'ServiceCertificateIssueInput.lastDay': '2024-01-31',
    ...(field === 'exchangeMatch' && { input: {
      giverId: id('Resident', bank.giver.id), receiverIds: [id('Resident', bank.receiver.id)], serviceTypeId: id('ServiceType', bank.serviceTypeId),
    } }),
    ...(field === 'exchangeConfirm' && { input: { exchangeId: id('Exchange', bank.exchange.id), receiverId: id('Resident', bank.receiver.id), by: 'PIN' } }),
    'activity(id)': id('Activity', activities.activity.id), activityId: id('Activity', (field === 'activityCancel' ? activities.spare : activities.activity).id),
    sessionId: id('ActivitySession', ({ activitySessionChange: activities.ahead, activitySessionCancel: activities.spareSession }[field] ?? activities.session).id),
    signUpId: id('ActivitySignUp', (field === 'activitySignUpCancel' ? activities.spareSignUp : activities.signUp).id), attendanceId: id('ActivityAttendance', activities.attendance.id),
    absentIds: [], weekdays: [2], ...(field === 'activitySeriesAdd' && { from: 840, to: 960, firstDay: '2030-01-01', lastDay: '2030-01-02' }), 'ActivitySessionInput.endsAt': '2030-01-01T02:00:00Z',
    'careSlot(id)': id('CareSlot', care.slot.id), 'careBooking(id)': id('CareBooking', care.booking.id), centreId: id('CareCentre', care.centre.id),
    serviceId: id('CareService', care.service.id), slotId: id('CareSlot', care.slot.id), bookingId: id('CareBooking', care.booking.id),
    stayId: id('CareStay', care.stay.id), visitId: id('WellbeingVisit', care.visit.id), pairId: id('MutualAidPair', care.pair.id), visitorId: id('Resident', bank.receiver.id), sponsorId: id('Organisation', organisationId),
    'CareSlotsCreateInput.firstDay': '2030-01-01', 'CareSlotsCreateInput.lastDay': '2030-01-01',
    bridgeItemId: id('BridgeItem', field === 'skillObserve' ? bridge.skillId : bridge.serviceId), observationId: id('SkillObservation', bridge.observation.id),
    buddyPairId: id('BuddyPair', bridge.pair.id), transactionId: id('ServiceTransaction', bridge.transaction.id), 'ServiceTransactionRecordInput.channel': 'APP', 'ServiceTransactionRecordInput.way': 'ASSISTED',
    ...(field === 'buddyPairBegin' && { seniorId: id('Resident', people.child), buddyId: id('Resident', people.resident) }),
    'survey(id)': id('Survey', surveys.survey.id), surveyId: id('Survey', ['surveyAnswerAnonymously', 'surveyClose', 'surveyPublish'].includes(field) ? surveys.anonymous.id : surveys.survey.id),
    ...(['surveyAnswer', 'surveyAnswerAnonymously'].includes(field) && { input: {
      surveyId: id('Survey', field === 'surveyAnswer' ? surveys.survey.id : surveys.anonymous.id), residentId: id('Resident', surveys.residentId), answers: { help: 'no' }, mode: 'DOORSTEP',
    } }),
    'questionnaire(id)': id('Questionnaire', surveys.questionnaireId), questionnaireId: id('Questionnaire', surveys.questionnaireId), 'surveyByCode(code)': surveys.code, 'SurveyAnswerByCodeInput.code': surveys.code, respondentIds: [id('Resident', people.resident)],
    'indicatorReview(id)': id('IndicatorReview', figures.review.id), reviewId: id('IndicatorReview', figures.review.id), itemId: id('ReviewItem', figures.item.id),
    'indicatorSeal(id)': id('IndicatorSeal', figures.seal.id), sealId: id('IndicatorSeal', figures.correction.id), ...(['indicatorSealMake', 'indicatorChange'].includes(field) && { placeId: id('Place', district.street)}),
    'alert(id)': id('Alert', figures.alert.id), alertId: id('Alert', figures.alert.id), alertRuleId: id('AlertRule', figures.rule.id), periodKind: 'MONTH',
    content: NEEDS, answers: { help: 'no' }, 'SurveyOpenInput.closesOn': SOON, 'VoteOpenInput.closesOn': SOON, modes: ['APP'], options: ['甲', '乙'],
    'import(id)': id('Import', sheets.importId), importId: id('Import', { importCheck: sheets.awaiting, importTakeOutcome: sheets.applied }[field] ?? sheets.importId),
    approverId: id('Account', street.accountId), accountId: id('Account', (field.startsWith('account') ? hidden : street).accountId), membershipId: id('Membership', membershipId),
    'PlaceCreateInput.level': 'GRID', 'PlaceCreateInput.code': '419001999', indicators: ['case.on_time_rate', 'case.complaint_rate'], role: 'GRID_WORKER',
    ...(field === 'caseSubmit' && { input: { placeId: id('Place', district.grids[0]), categoryId: id('CaseCategory', district.categoryId), kind: 'HELP', title: '楼道灯不亮', onBehalf: true } }),
    // Of a day that has not come, so that it is refused in the end.
    ...(field === 'gridMerge' && { input: { gridIds: [id('Place', district.grids[1])], into: { gridId: id('Place', district.grids[0]) }, day: '2199-01-01' } }),
    ...(field === 'indicatorValues' && { placeIds: [id('Place', district.street)] }),
  };
}

/** A field's arguments, naming things of the asker's own. */
export function argumentsOf({ field }: Probed, own: Tenant): Record<string, unknown> {
  return requiredArguments(field, ownValues(own, field.name));
}

/** What a probe names, and something of the same form that does not exist. */
export interface Named {
  readonly value: string;
  readonly nothing: string;
}

const KINDS: readonly Kind[] = [
  'Place', 'Address', 'Resident', 'Household', 'Kin', 'Consent', 'Proxy', 'Account', 'Case', 'CaseStep', 'CaseCategory', 'Membership', 'AuditEntry', 'Notice', 'Attachment', 'Organisation', 'OrganisationContact',
  'Import', 'Export', 'LedgerAccount', 'LedgerEntry', 'Volunteer', 'ServiceType', 'ServiceListing', 'Exchange',
  'PointsRule', 'PointsRuleVersion', 'PointsAward', 'PointsObjection', 'WasteDrop', 'PointsGood', 'Redemption', 'PriorityList', 'PriorityApplication',
  'Activity', 'ActivitySession', 'ActivitySignUp', 'ActivityAttendance',
  'CareCentre', 'CareService', 'CareSlot', 'CareBooking', 'CareStay', 'CareIncident', 'WellbeingVisit', 'MutualAidPair',
  'BridgeItem', 'SeniorSkill', 'SkillObservation', 'BuddyPair', 'ServiceTransaction',
  'Playbook', 'PlaybookVersion', 'Program', 'ProgramStaff', 'ProgramFunding', 'ProgramSpending',
  'Questionnaire', 'Survey', 'SurveyAnswer', 'AlertRule', 'Alert', 'IndicatorSeal', 'IndicatorReview', 'ReviewItem',
];
/** How many things are named of the kind that is meant, of how many other kinds, and how many of each. All of it with LINLI_PROBES=all. */
export const [MEANT, OTHER_KINDS, OTHERS] = process.env['LINLI_PROBES'] === 'all' ? [20, KINDS.length, 8] : [3, 1, 1];
/** How many of the kind that is meant are named by those who see less than the admin. */
export const MEANT_BY_OTHERS = Math.ceil(MEANT / 3);
const NOTHING = Object.fromEntries(KINDS.map(kind => [kind, globalId(kind, randomUUID())])) as Record<Kind, string>;

/** Ways to name the things of a tenant where an argument points to something: of the kind that is meant, and of others, from argument to argument of different ones. */
export function namesFor({ target, path }: Reference, ids: Readonly<Record<Kind, readonly string[]>>, other: Tenant, cursors: readonly string[], meant: number): Named[] {
  if (target === 'Cursor') return cursors.map(value => ({ value, nothing: beside(value) }));
  if (target === 'TrackingNumber') return Object.values(other.cases).map(({ trackingNumber }) => ({ value: trackingNumber, nothing: '20260314-ZZZZZZZ' }));
  if (target === 'PlaceName' || target === 'Name') return other.names.map(value => ({ value, nothing: '无此地' }));
  const from = [...path.join('.')].reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0), 0);
  const others = new Set(Array.from({ length: OTHER_KINDS }, (_, n) => KINDS[(from + n) % KINDS.length]));
  return KINDS.flatMap(kind => {
    const most = kind === target || target === 'Any' ? meant : others.has(kind) ? OTHERS : 0;
    return ids[kind].slice(0, most).map(value => ({ value, nothing: NOTHING[kind] }));
  });
}

/** Things of one's own district that only others there may see. */
export function hiddenNames(target: Target, { cases, people, accounts, membershipId, attachments, program }: Tenant): Named[] {
  const matter = { value: globalId('Case', cases.hidden.id), nothing: NOTHING.Case };
  const files = [attachments.hidden, attachments.hiddenPaper].map(({ id }) => ({ value: globalId('Attachment', id), nothing: NOTHING.Attachment }));
  if (target === 'Case') return [matter];
  const resident = { value: globalId('Resident', people.hidden), nothing: NOTHING.Resident };
  if (target === 'Resident') return [resident];
  const account = { value: globalId('LedgerAccount', accounts.hidden), nothing: NOTHING.LedgerAccount };
  if (target === 'LedgerAccount') return [account];
  const planned = { value: globalId('Program', program.planned.id), nothing: NOTHING.Program };
  if (target === 'Program') return [planned];
  if (target === 'Any') return [matter, ...files, resident, account, planned];
  if (target === 'Attachment') return files;
  if (target === 'Membership') return [{ value: globalId('Membership', membershipId), nothing: NOTHING.Membership }];
  return target === 'TrackingNumber' ? [{ value: cases.hidden.trackingNumber, nothing: '20260314-ZZZZZZZ' }] : [];
}

/** A cursor at a position beside this one, at which nothing stands. */
function beside(cursor: string): string {
  for (const length of [1, 2, 3]) {
    try {
      const values = decodeCursor(cursor, length);
      const last = values.at(-1) ?? '';
      return encodeCursor([...values.slice(0, -1), last.length === 36 ? last.replace(/.$/, end => (end === '0' ? '1' : '0')) : `${last}0`]);
    } catch {
      // of another length
    }
  }
  throw new Error(`${cursor} is no cursor.`);
}

/** An answer without what differs between two askings of the same: what was named, sealed cursors, links, codes of the minute, and ids of requests. */
export function masked(answer: string, values: readonly string[]): string {
  const named = values.flatMap(value => [value, parseGlobalId(value)?.id ?? value]).toSorted((a, b) => b.length - a.length);
  return named.reduce((text, value) => text.replaceAll(value, '<named>'), answer)
    .replaceAll(/\/files\/[\w.-]+/g, '<link>')
    .replaceAll(/"1\.[\w-]{60,}"/g, '"<sealed>"')
    .replaceAll(/"code":"[\da-f-]{36}\.\d+\.[\w-]+","expiresAt":"[^"]+"/g, '"code":"<door code>"')
    .replaceAll(/(?<=request |"requestId":")[\da-f-]{36}/g, '<request>');
}

/** What each of a request's askings was answered; nothing if the request was answered as a whole. */
export function partsOf(answer: string, askings: number): string[] | undefined {
  const { data, errors = [] } = JSON.parse(answer.slice(answer.indexOf('{'))) as { data?: Record<string, unknown>; errors?: { path?: (string | number)[]; locations?: unknown }[] };
  if (!data) return undefined;
  return Array.from({ length: askings }, (_, n) => JSON.stringify([
    data[`a${n}`], errors.filter(({ path }) => path?.[0] === `a${n}`).map(error => ({ ...error, path: error.path?.slice(1), locations: undefined })),
  ]));
}

/** Sends a document as it is and answers with status and text. */
export async function sent(api: TestApi, token: string | undefined, body: object): Promise<string> {
  const response = await api.post(body, token === undefined ? {} : { authorization: `Bearer ${token}` });
  return `${response.status} ${response.headers.get('content-type')} ${await response.text()}`;
}

/** Does things some at a time, in any order. */
export async function together<T>(things: Iterable<T>, atOnce: number, work: (thing: T) => Promise<void>): Promise<void> {
  const queue = things[Symbol.iterator]();
  await Promise.all(Array.from({ length: atOnce }, async () => {
    for (let next = queue.next(); !next.done; next = queue.next()) await work(next.value);
  }));
}
