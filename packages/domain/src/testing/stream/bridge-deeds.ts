import { ActivitySession } from '../../activities/activity-session.entity.ts';
import { BridgeItem, type BridgeItemKind } from '../../digital-bridge/bridge-item.entity.ts';
import { DigitalNeed } from '../../digital-bridge/digital-need.entity.ts';
import { SeniorSkill } from '../../digital-bridge/senior-skill.entity.ts';
import { SERVICE_WAYS, ServiceTransaction } from '../../digital-bridge/service-transaction.entity.ts';
import { accountOf, transfer } from '../../ledger/book.ts';
import { ProgramSpending } from '../../programs/program-spending.entity.ts';
import { Program } from '../../programs/program.entity.ts';
import { addDays, addYears, dayOf } from '../../shared/clock.ts';
import { newId } from '../../shared/ids.ts';
import type { Transaction } from '../../shared/transaction.ts';
import { QuestionnaireVersion } from '../../surveys/questionnaire-version.entity.ts';
import { Questionnaire } from '../../surveys/questionnaire.entity.ts';
import { SurveyAnswer } from '../../surveys/survey-answer.entity.ts';
import { Survey } from '../../surveys/survey.entity.ts';
import { anActivity, changing, several } from './deeds.ts';
import { pick, type Stand } from './stand.ts';
import type { Act } from './units.ts';

/** What programs of the digital bridge bring about, as the rows that are counted of it. */

const MEASURES = ['digital_bridge.service_rate', 'case.satisfaction_rate', 'digital_bridge.cost_per_gain'] as const;

async function aProgram(stand: Stand, tx: Transaction, n: number): Promise<string> {
  const { id } = await tx.create(Program, {
    id: newId(), placeId: pick(stand.communities, n), title: '银龄数字桥', status: 'RUNNING', beginsOn: stand.day(n), endsOn: addYears(stand.day(n), 1), budget: 0, parts: [],
    playbookVersionId: null, clonedFromId: null, outcomeIndicator: pick(MEASURES, n), baseline: 0, target: 1, startedAt: stand.now, endedAt: null, adoptedOn: null,
    dataOrigin: 'REAL', createdAt: stand.now,
  });
  return id;
}

async function need(stand: Stand, tx: Transaction, a: number, b: number, c: number): Promise<string> {
  const [programId, placeId, at] = [await aProgram(stand, tx, a), pick(stand.places, a), stand.past(c)];
  const { id: questionnaireId } = await tx.create(Questionnaire, { id: newId(), placeId, title: '数字需求', createdAt: stand.now, createdById: null });
  const { id: versionId } = await tx.create(QuestionnaireVersion, { id: newId(), questionnaireId, number: 1, content: {}, createdAt: stand.now, createdById: null });
  const { id: surveyId } = await tx.create(Survey, {
    id: newId(), placeId, programId, versionId, title: '数字需求', respondents: 'RESIDENTS', anonymous: false, minAge: 0, modes: ['APP'], quorumPercent: null, opensOn: dayOf(at),
    closesOn: addDays(dayOf(at), 9), closedAt: null, asked: null, publishedAt: null, dataOrigin: 'REAL', createdAt: stand.now, createdById: null,
  });
  const whose = { residentId: pick(stand.people, b), householdId: null, placeId, mode: 'APP', dataOrigin: 'REAL' } as const;
  const { id: answerId } = await tx.create(SurveyAnswer, { id: newId(), surveyId, ...whose, answers: {}, wordsSealed: null, occurredAt: at, recordedAt: stand.now, recordedById: null });
  const { id } = await tx.create(DigitalNeed, { id: newId(), answerId, surveyId, programId, ...whose, needsHelp: c % 3 > 0, answeredAt: at });
  return id;
}

async function teach(stand: Stand, tx: Transaction, a: number, b: number, c: number): Promise<string> {
  const [{ id: activityId, placeId }, programId, startsAt] = [await anActivity(stand, tx, a), await aProgram(stand, tx, b), stand.past(c)];
  const { id } = await tx.create(ActivitySession, {
    id: newId(), activityId, placeId, programId, kind: 'COURSE', startsAt, endsAt: new Date(startsAt.getTime() + 7_200_000), minutes: 120, venue: null, trainerId: null,
    trainerOrganisationId: null, attended: b % 3, cancelledAt: null, cancelReason: null, outcomeIndicator: pick(MEASURES, b),
  });
  return id;
}

async function spend(stand: Stand, tx: Transaction, a: number, b: number, c: number): Promise<string> {
  const [programId, spentAt] = [await aProgram(stand, tx, a), stand.past(c)];
  const { id: transferId } = await transfer(tx, {
    kind: 'FUNDING', unit: 'FEN', client: 'test', key: newId(), occurredAt: spentAt,
    postings: [{ source: await accountOf(tx, 'FEN', 'WORLD', null), destination: await accountOf(tx, 'FEN', 'PROGRAM', programId), amount: 1 + c }],
  });
  const { id } = await tx.create(ProgramSpending, {
    id: newId(), programId, placeId: pick(stand.communities, a), amount: 1 + c, purpose: '教材', payee: '印刷厂', spentAt, outcomeIndicator: pick(MEASURES, a),
    state: b % 5 === 0 ? 'REVERSED' : 'RECORDED', transferId, recordedById: null, recordedAt: stand.now,
  });
  return id;
}

async function itemOf(tx: Transaction, kind: BridgeItemKind): Promise<string> {
  const known = await tx.findOne(BridgeItem, { kind });
  return (known ?? (await tx.create(BridgeItem, { id: newId(), kind, code: newId(), name: '扫码', closedAt: null }))).id;
}

async function learn(stand: Stand, tx: Transaction, a: number, b: number, c: number): Promise<string> {
  const [at, gains] = [stand.past(c), b % 4 > 0];
  const { id: itemId } = await tx.create(BridgeItem, { id: newId(), kind: 'SKILL', code: newId(), name: '扫码', closedAt: null });
  const { id } = await tx.create(SeniorSkill, {
    id: newId(), residentId: pick(stand.people, b), itemId, level: gains ? 'BY_HERSELF' : 'WITH_HELP', observedAt: at, gainedAt: gains ? at : null,
    gainedPlaceId: gains ? pick(stand.places, a) : null, dataOrigin: 'REAL',
  });
  return id;
}

async function getDone(stand: Stand, tx: Transaction, a: number, b: number, c: number): Promise<string> {
  const way = pick(SERVICE_WAYS, a + b);
  const { id } = await tx.create(ServiceTransaction, {
    id: newId(), residentId: pick(stand.people, b), itemId: await itemOf(tx, 'SERVICE'), placeId: pick(stand.places, a), senior: c % 5 > 0, way, channel: way === 'AT_WINDOW' ? 'WINDOW' : 'APP',
    helperId: null, occurredAt: c % 7 === 0 ? new Date(stand.now.getTime() - (350 + (c % 31)) * 86_400_000) : stand.past(c), recordedAt: stand.now, recordedById: null,
    voidedAt: c % 11 === 0 ? stand.now : null, reason: null, externalSystem: null, externalId: null, dataOrigin: 'REAL',
  });
  return id;
}

export const BRIDGE_DEEDS = {
  'need.answer': several('needs', need),
  'course.teach': several('lessons', teach),
  'course.changed': changing(ActivitySession, 'lessons', (stand, c): Partial<ActivitySession>[] => [
    { placeId: pick(stand.places, c) }, { attended: c % 2 }, { outcomeIndicator: pick(MEASURES, c) }, { cancelledAt: stand.now }, { minutes: 60 + (c % 60) },
  ]),
  'program.spend': several('spendings', spend),
  'program.spending_changed': changing(ProgramSpending, 'spendings', (_, c): Partial<ProgramSpending>[] => [{ state: 'REVERSED' }, { outcomeIndicator: pick(MEASURES, c) }, { state: 'RECORDED' }]),
  'skill.learn': several('skills', learn),
  'skill.changed': changing(SeniorSkill, 'skills', (stand, c): Partial<SeniorSkill>[] => [
    { gainedAt: null, gainedPlaceId: null }, { gainedAt: stand.past(c), gainedPlaceId: pick(stand.places, c) }, { residentId: pick(stand.people, c) },
  ]),
  'service.get': several('services', getDone),
  'service.changed': changing(ServiceTransaction, 'services', (stand, c): Partial<ServiceTransaction>[] => [
    { placeId: pick(stand.places, c) }, { occurredAt: stand.past(c) }, { way: 'BY_SELF', channel: 'APP' }, { way: 'AT_WINDOW', channel: 'WINDOW' },
    { voidedAt: c % 2 === 0 ? stand.now : null }, { residentId: pick(stand.people, c) }, { senior: c % 2 === 0 },
  ]),
} satisfies Record<string, Act>;
