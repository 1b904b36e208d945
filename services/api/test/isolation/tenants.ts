import type { Actor } from '@linli/domain/access/actor';
import type { Role } from '@linli/domain/access/membership.entity';
import type { Attachment } from '@linli/domain/attachments/attachment.entity';
import type { Case } from '@linli/domain/cases/case.entity';
import { notify } from '@linli/domain/notices/notify';
import { accounts as accountsNamed } from '@linli/domain/notices/recipients';
import { roleTaken } from '@linli/domain/notices/role.notice';
import { calendarDate } from '@linli/domain/shared/clock';
import { system } from '@linli/domain/shared/performer';
import { buildAccount, buildActor, buildCase, buildDistrict, buildOrganisationActor, buildResident, type BuiltDistrict } from '@linli/domain/testing/build';
import { buildActivities, type BuiltActivities } from '@linli/domain/testing/activity-stand';
import { buildFigures, type BuiltFigures } from '@linli/domain/testing/figures-stand';
import { buildProgram, type BuiltProgram } from '@linli/domain/testing/build-programs';
import { buildTimeBank, type BuiltTimeBank } from '@linli/domain/testing/build-time-bank';
import { buildBridge, type BuiltBridge } from '@linli/domain/testing/bridge-stand';
import { buildCare, type BuiltCare } from '@linli/domain/testing/care-stand';
import { buildScheme, type BuiltPoints } from '@linli/domain/testing/points-stand';
import { buildSheetRows } from '@linli/domain/testing/sheet-stand';
import { buildSurveys, type BuiltSurveys } from '@linli/domain/testing/survey-stand';
import { globalId, type Kind } from '../../src/graphql/global-id.ts';
import type { TestApi } from '../harness.ts';

/** Stands in every text of the other district: whoever reads it has read too much. */
export const CANARY = '金丝雀';

export type Signed = Actor & { token: string };

/** A district with people of every kind and cases in the states that commands need. */
export interface Tenant {
  readonly district: BuiltDistrict;
  /** Names, parts of names and codes of its places; the first stands in the names of its people too. */
  readonly names: readonly string[];
  readonly admin: Signed;
  readonly street: Signed;
  readonly worker: Signed;
  readonly resident: Signed;
  readonly partner: Signed;
  /** Of one who works at the first grid: what a worker of another community may not see. */
  readonly hidden: Signed;
  /** Of one who works for the organisation. */
  readonly organisation: Signed;
  /** The role that `hidden` holds. */
  readonly membershipId: string;
  /** An address of the last grid, where nobody works, with the district's mark in its text. */
  readonly addressId: string;
  /** One with a contact and a duty, that serves the whole district. */
  readonly organisationId: string;
  readonly contactId: string;
  /** Two residents of the first grid who are kin, their household, and what belongs to them; and one where only `hidden` works. */
  readonly people: Readonly<Record<'resident' | 'child' | 'household' | 'kin' | 'consent' | 'proxy' | 'hidden', string>>;
  /** Accounts of the ledger: of `people.resident`, of the household, and of `people.hidden`. */
  readonly accounts: Readonly<Record<'resident' | 'household' | 'hidden', string>>;
  /** A time bank of the first grid: an open request, and a service of tomorrow. */
  readonly bank: BuiltTimeBank;
  readonly points: BuiltPoints;
  readonly activities: BuiltActivities;
  /** A care centre of the first community, and a booking of `people.resident`. */
  readonly care: BuiltCare;
  /** A program of the first community. */
  readonly program: BuiltProgram;
  readonly surveys: BuiltSurveys;
  /** Of `people.resident`, in `program.running`. */
  readonly bridge: BuiltBridge;
  readonly figures: BuiltFigures;
  /** Cases by the command that can be given on them. */
  readonly cases: Readonly<Record<'received' | 'accepted' | 'started' | 'hidden', Case>>;
  /** An import that is checked and its export, and an import that has its file and waits for being checked. */
  readonly sheets: Readonly<Record<'importId' | 'exportId' | 'awaiting' | 'fileId' | 'applied', string>>;
  /** Files of the cases received and hidden: one that its admin has declared, and two that are there; and one of the hidden resident. */
  readonly attachments: Readonly<Record<'awaited' | 'stored' | 'hidden' | 'hiddenPaper', Attachment>>;
}

export async function buildTenant({ domain, database }: TestApi, district: BuiltDistrict, mark = '测试'): Promise<Tenant> {
  const { districtId, root, street, grids } = district;
  const actor = (role: Role, placeId: string) => buildActor(domain, districtId, role, placeId);
  const admin = await actor('DISTRICT_ADMIN', root);
  const people = {
    admin, street: await actor('STREET_ADMIN', street), worker: await actor('GRID_WORKER', grids[0]), resident: await actor('RESIDENT', grids[0]),
    partner: await actor('PARTNER', root), hidden: await actor('GRID_WORKER', grids[2]),
  };
  await domain.unit.of(system(districtId), 'test.tell', tx => notify(tx, roleTaken, {
    to: accountsNamed(...Object.values(people).map(({ accountId }) => accountId)), about: root, params: { role: 'VOLUNTEER', place: mark },
  }));
  const submit = (by: Actor, n: string) => buildCase(domain, by, district, { contactName: '张三', contactPhone: NUMBERS.case, external: { system: 'hotline', id: n } });
  const received = await submit(people.resident, '1');
  const accepted = await submit(people.resident, '2');
  await domain.cases.accept(admin, accepted.id, { note: '已受理' });
  const started = await submit(people.resident, '3');
  await domain.cases.accept(admin, started.id);
  await domain.cases.assign(admin, started.id, { assigneeId: admin.accountId });
  await domain.cases.start(admin, started.id);
  const hidden = await buildCase(domain, people.hidden, district, { placeId: grids[2] });
  const { id: addressId } = await domain.addresses.create(admin, {
    placeId: grids[3], use: 'SHOP', compound: `${mark}小区`, building: '1', unit: '1', room: '101', shopName: `${mark}面馆`,
    position: { longitude: 112.6, latitude: 35.1, system: 'WGS84' }, external: { system: 'map', id: '1' },
  });
  const file = { recordKind: 'Case', fileName: '现场.pdf', mediaType: 'application/pdf' } as const;
  const attachments = {
    awaited: await domain.attachments.create(admin, { ...file, recordId: received.id, bytes: 10 }),
    stored: await domain.attachments.store(system(districtId), { ...file, recordId: received.id, content: Buffer.from(mark) }),
    hidden: await domain.attachments.store(system(districtId), { ...file, recordId: hidden.id, content: Buffer.from(mark) }),
  };
  const organisation = await domain.organisations.create(admin, { placeId: root, name: `${mark}物业`, kind: 'PROPERTY_MANAGER', external: { system: 'oa', id: '1' } });
  const categories = await database.owner<{ id: string }>('select id from case_category where district_id = $1', [districtId]);
  await domain.organisations.setDuties(admin, organisation.id, categories.map(({ id }) => id));
  const organised = await submit(people.resident, '4');
  await domain.cases.accept(admin, organised.id);
  await domain.cases.assign(admin, organised.id, { assigneeOrganisationId: organisation.id, coHandlers: [{ accountId: people.hidden.accountId }] });
  await domain.organisations.addContact(admin, organisation.id, { name: `${mark}${NAMES.organisation}`, phone: NUMBERS.organisation });
  const [contact] = await database.owner<{ id: string }>('select id from organisation_contact where organisation_id = $1', [organisation.id]);
  const { id: awaiting } = await domain.imports.create(admin, { kind: 'residents', placeId: grids[0] });
  const { id: fileId } = await domain.attachments.store(admin, { recordKind: 'Import', recordId: awaiting, fileName: '居民.csv', mediaType: 'text/csv', content: Buffer.from(mark) });
  const { id: applied } = await domain.imports.create(admin, { kind: 'workers', placeId: grids[0] });
  await database.owner(`update import set state = 'APPLIED', applied_by = created_by where id = $1`, [applied]);
  const sheets = { ...(await buildSheetRows(domain, districtId, grids[0], mark)), awaiting, fileId, applied };
  const register = await buildPeople(domain, district, mark, people.partner);
  const accounts = {
    resident: await buildAccount(domain, districtId, 'RESIDENT', register.resident), household: await buildAccount(domain, districtId, 'HOUSEHOLD', register.household),
    hidden: await buildAccount(domain, districtId, 'RESIDENT', register.hidden),
  };
  const bank = await buildTimeBank(domain, district, mark);
  const points = await buildScheme(domain, district, mark);
  const activities = await buildActivities(domain, district, mark, register.resident);
  const care = await buildCare(domain, district, register.resident, mark);
  const program = await buildProgram(domain, district, mark);
  await domain.targets.set(system(districtId), { placeId: grids[0], indicator: 'case.complaint_rate', kind: 'YEAR', day: calendarDate('2024-01-01'), value: 5 });
  const surveys = await buildSurveys(domain, district, mark);
  const bridge = await buildBridge(domain, district, program.running.id, register.resident, mark);
  const figures = await buildFigures(domain, district, mark);
  await domain.engine.drain(districtId);
  await database.owner('update account set display_name = $1 || display_name where district_id = $2', [mark, districtId]);
  const [membership] = await database.owner<{ id: string }>('select id from membership where account_id = $1', [people.hidden.accountId]);
  const paper = (recordId: string) => domain.attachments.store(system(districtId), { ...file, recordKind: 'Resident', recordId, content: Buffer.from(mark) });
  await paper(register.resident);
  return {
    district, names: [mark, `${mark}DISTRICT`, String(districtId), `${districtId}001`], ...people,
    organisation: await buildOrganisationActor(domain, districtId, organisation.id), membershipId: membership!.id, addressId,
    organisationId: organisation.id, contactId: contact!.id, people: register, accounts, points, surveys, bridge, figures, program, activities, bank, care, cases: { received, accepted, started, hidden }, sheets,
    attachments: { ...attachments, hiddenPaper: await paper(register.hidden) },
  };
}

/** Personal numbers, of residents and contacts, which nobody is to see but for a purpose. */
export const NUMBERS = {
  idNumber: '11010519491231002X', phone: '13812349999', kin: '13987654321', child: '13700001234', case: '13600002345', organisation: '13500003456',
} as const;
/** Whole names of theirs, behind the mark of their district. */
export const NAMES = { resident: '秀英', child: '建国', kin: '秀兰', organisation: '经理' } as const;

async function buildPeople(domain: TestApi['domain'], district: BuiltDistrict, mark: string, holder: Signed): Promise<Tenant['people']> {
  const [by, placeId] = [system(district.districtId), district.grids[0]];
  const { id: resident } = await buildResident(domain, district, { name: `${mark}${NAMES.resident}`, idNumber: NUMBERS.idNumber, phone: NUMBERS.phone });
  const { id: child } = await buildResident(domain, district, { name: `${mark}${NAMES.child}`, sex: 'MALE', birthDate: calendarDate('1975-05-05'), phone: NUMBERS.child });
  const { id: hidden } = await buildResident(domain, district, { name: `${mark}藏`, placeId: district.grids[2] });
  const { id: household } = await domain.households.create(by, { placeId, kind: 'FAMILY', number: `${mark}户`, headId: resident });
  await domain.households.join(by, household, child, 'CHILD');
  await domain.kin.add(by, { residentId: child, relation: 'PARENT', kinId: resident });
  const { id: kin } = await domain.kin.add(by, { residentId: resident, relation: 'SIBLING', name: `${mark}${NAMES.kin}`, phone: NUMBERS.kin });
  const { id: consent } = await domain.consents.give(by, { residentId: resident, purpose: 'PHOTOS', version: mark, channel: 'PAPER', evidence: mark });
  const { id: proxy } = await domain.consents.nameProxy(by, { residentId: resident, holderId: holder.accountId, relation: 'OTHER', version: '1', channel: 'PAPER' });
  await domain.residents.correct(by, resident, { hukouCode: '419001' });
  await buildCase(domain, holder, district, { residentId: resident });
  return { resident, child, hidden, household, kin, consent, proxy };
}

export async function buildOther(api: TestApi, districtId: number): Promise<Tenant> {
  const tenant = await buildTenant(api, await buildDistrict(api.domain, districtId, CANARY), CANARY);
  const here = `where district_id = ${districtId}`;
  await api.database.owner(`
    update account set login = '${CANARY}' || login, display_name = '${CANARY}' || display_name ${here};
    update case_category set code = '${CANARY}' || code, name = '${CANARY}' || name ${here};
    update service_case set title = '${CANARY}', description = '${CANARY}', contact_name = '${CANARY}',
      external_system = external_system || '${CANARY}' ${here};
    update attachment set file_name = '${CANARY}' || file_name ${here};
    update case_step set note = '${CANARY}' ${here};
    update notice set params = '{"title": "${CANARY}", "number": "${CANARY}", "reason": "${CANARY}", "place": "${CANARY}"}' ${here};
    update service_type set code = '${CANARY}' || code, name = '${CANARY}' || name ${here};
    update activity set cancel_reason = '${CANARY}', external_system = external_system || '${CANARY}' ${here};
    update activity_session set cancel_reason = '${CANARY}' ${here};
    update activity_attendance set reason = '${CANARY}' ${here};
    update bridge_item set code = '${CANARY}' || code, name = '${CANARY}' || name ${here};
    update skill_observation set reason = '${CANARY}' ${here};
    update service_transaction set reason = '${CANARY}' ${here};
    update buddy_pair set reason = '${CANARY}' ${here};
    update wellbeing_visit set note = '${CANARY}' ${here};
    update care_booking set reason = '${CANARY}' ${here};
    update exchange_step set note = '${CANARY}' ${here};
    update organisation set name = '${CANARY}' || name, external_system = external_system || '${CANARY}' ${here};
    update audit_entry set command = '${CANARY}', request_id = '${CANARY}', address = '${CANARY}' ${here}`);
  return tenant;
}

/** Every row of the district with a global id, by kind. */
export async function idsOf({ database }: TestApi, districtId: number): Promise<Record<Kind, string[]>> {
  const tables: Record<Kind, string> = {
    Resident: 'resident', Household: 'household', Kin: 'kin', Consent: 'consent', Proxy: 'proxy',
    Place: 'place', Address: 'address', Account: 'account', Case: 'service_case', CaseStep: 'case_step', CaseCategory: 'case_category', Membership: 'membership',
    AuditEntry: 'audit_entry', Attachment: 'attachment', Notice: 'notice', Organisation: 'organisation', OrganisationContact: 'organisation_contact',
    Import: 'import', Export: 'export', LedgerAccount: 'ledger_account', LedgerEntry: 'ledger_entry',
    Activity: 'activity', ActivitySession: 'activity_session', ActivitySignUp: 'activity_sign_up', ActivityAttendance: 'activity_attendance',
    Volunteer: 'volunteer', ServiceType: 'service_type', ServiceListing: 'service_listing', Exchange: 'exchange',
    PointsRule: 'points_rule', PointsRuleVersion: 'points_rule_version', PointsAward: 'points_award',
    PointsObjection: 'points_objection', WasteDrop: 'waste_drop', PointsGood: 'points_good', Redemption: 'redemption', PriorityList: 'priority_list', PriorityApplication: 'priority_application',
    CareCentre: 'care_centre', CareService: 'care_service', CareSlot: 'care_slot', CareBooking: 'care_booking', CareStay: 'care_stay', CareIncident: 'care_incident',
    WellbeingVisit: 'wellbeing_visit', MutualAidPair: 'mutual_aid_pair',
    BridgeItem: 'bridge_item', SeniorSkill: 'senior_skill', SkillObservation: 'skill_observation', BuddyPair: 'buddy_pair', ServiceTransaction: 'service_transaction',
    Playbook: 'playbook', PlaybookVersion: 'playbook_version', Program: 'program', ProgramStaff: 'program_staff', ProgramFunding: 'program_funding', ProgramSpending: 'program_spending',
    Questionnaire: 'questionnaire', Survey: 'survey', SurveyAnswer: 'survey_answer', AlertRule: 'alert_rule', Alert: 'alert', IndicatorSeal: 'indicator_seal', IndicatorReview: 'indicator_review', ReviewItem: 'review_item',
  };
  const found = await Promise.all(Object.entries(tables).map(async ([kind, table]) => {
    const rows = await database.owner<{ id: string }>(`select id from ${table} where district_id = ${districtId} order by id`);
    return [kind, rows.map(({ id }) => globalId(kind as Kind, id))] as const;
  }));
  return Object.fromEntries(found) as Record<Kind, string[]>;
}

/** Takes a district out of the database, without a trace. */
export async function empty({ database }: TestApi, districtId: number): Promise<void> {
  const tables = await database.owner<{ name: string }>(
    `select table_name as name from information_schema.columns where table_schema = 'public' and column_name = 'district_id'`);
  const deletions = tables.map(({ name }) => `delete from ${name} where district_id = ${districtId}`);
  await database.owner(`set session_replication_role = replica; ${deletions.join('; ')}; delete from district where id = ${districtId}`);
}
