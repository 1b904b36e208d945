import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Actor } from '@linli/domain/access/actor';
import { readFile, written } from '@linli/domain/programs/playbook-file';
import { calendarDate } from '@linli/domain/shared/clock';
import { buildActor, buildCase, buildDistrict } from '@linli/domain/testing/build';
import { globalId, parseGlobalId } from '../src/graphql/global-id.ts';
import { startApi, until, type TestApi } from './harness.ts';

type Signed = Actor & { token: string };

let api: TestApi;
let district: Signed;
let admin: Signed;
let elsewhere: Signed;
let resident: Signed;
let trainer: Signed;

beforeAll(async () => {
  api = await startApi();
  const { districtId, root, communities, grids } = api.district;
  const signed = (role: Parameters<typeof buildActor>[2], placeId: string) => buildActor(api.domain, districtId, role, placeId);
  [district, admin, elsewhere] = [await signed('DISTRICT_ADMIN', root), await signed('COMMUNITY_ADMIN', communities[0]), await signed('COMMUNITY_ADMIN', communities[1])];
  [resident, trainer] = [await signed('RESIDENT', grids[0]), await signed('VOLUNTEER', grids[0])];
});
afterAll(() => api.close());

/** A command's answer; `fails` lists why it was refused. */
async function command(by: Signed, name: string, input: object, selection: string) {
  const type = `${name[0]!.toUpperCase()}${name.slice(1)}Input`;
  const known = ['programStart', 'programEnd'].includes(name) ? 'ProgramInput' : type;
  const { data, errors } = await api.ask(`mutation ($input: ${known}!) { ${name}(input: $input) { ${selection} userErrors { code field message } } }`, { input }, by.token);
  expect(errors).toEqual([]);
  const { userErrors, ...rest } = data![name];
  return { ...rest, fails: userErrors.map((each: { code: string; field: string[] }) => `${each.code} ${each.field}`), messages: userErrors.map((each: { message: string }) => each.message) };
}
const ask = async (by: Signed, query: string, variables: object = {}) => {
  const { data, errors } = await api.ask(query, variables, by.token);
  expect(errors).toEqual([]);
  return data!;
};

const PARTS = [
  { kind: 'STEP', key: 'survey', content: { title: '需求调查', day: 0 } }, { kind: 'ROLE', key: 'trainer', content: { title: '讲师' } },
  { kind: 'DOCUMENT', key: 'guide', content: { title: '使用手册', text: '第一课' } },
];
const PLAN = { title: '银发数字桥', beginsOn: '2026-01-01', endsOn: '2030-12-31', budget: 500_000 };
const OUTCOME = { indicator: 'case.satisfaction_rate', baseline: 0.4, target: 0.85 };

test('a program is run and measured, becomes a playbook, is cloned to a community, adopted by others, and goes to another district as a file', async () => {
  const [placeId, otherId] = api.district.communities.map(id => globalId('Place', id));
  const { program } = await command(admin, 'programCreate', { ...PLAN, placeId, outcome: OUTCOME, parts: PARTS }, 'program { id status parts { kind key content } }');
  expect(program).toMatchObject({ status: 'PLANNED', parts: PARTS });
  const programId = program.id as string;
  const shown = 'query ($id: ID!) { program(id: $id) { title budget money { received spent balance inKind } staff { roleKey } steps { stepKey doneOn } outcome { target } } }';
  expect([(await ask(resident, shown, { id: programId }))['program'], (await ask(elsewhere, shown, { id: programId }))['program']]).toEqual([null, null]);

  const { staff } = await command(admin, 'programJoin', { programId, accountId: globalId('Account', trainer.accountId), roleKey: 'trainer' }, 'staff { id roleKey account { displayName } }');
  expect(staff.roleKey).toBe('trainer');
  expect((await command(admin, 'programStart', { programId }, 'program { status }')).program.status).toBe('RUNNING');
  await command(trainer, 'programMark', { programId, stepKey: 'survey', doneOn: '2026-01-05' }, 'step { doneOn }');
  await command(admin, 'programReceive', { programId, kind: 'MONEY', source: 'OUTSIDE', amount: 600_000, sponsor: '中国移动' }, 'funding { id }');
  await command(admin, 'programReceive', { programId, kind: 'IN_KIND', source: 'OUTSIDE', amount: 90_000, sponsor: '校友会', note: '平板' }, 'funding { id }');
  const pay = (by: Signed, amount: number) => command(by, 'programSpend', { programId, amount, purpose: '教材', payee: '印刷厂' }, 'spending { id vouchers { id } }');
  const { spending } = await pay(admin, 300_000);
  expect((await pay(admin, 200_001)).fails).toEqual(['INSUFFICIENT amount']);
  expect((await pay(trainer, 1)).fails).toEqual(['NOT_ALLOWED programId']);
  const voucher = { recordId: spending.id, fileName: '发票.pdf', mediaType: 'application/pdf', bytes: 10 };
  expect((await command(admin, 'attachmentCreate', voucher, 'attachment { state }')).attachment.state).toBe('PENDING');
  expect((await command(trainer, 'attachmentCreate', voucher, 'attachment { state }')).fails).toEqual(['NOT_ALLOWED recordId']);
  const inside = { budget: 500_000, money: { received: 600_000, spent: 300_000, balance: 300_000, inKind: 90_000 }, staff: [{ roleKey: 'trainer' }] };
  const outside = { title: '银发数字桥', steps: [{ stepKey: 'survey', doneOn: '2026-01-05' }], outcome: { target: 0.85 } };
  for (const by of [admin, trainer]) expect((await ask(by, shown, { id: programId }))['program']).toEqual({ ...outside, ...inside });
  for (const by of [resident, elsewhere]) expect((await ask(by, shown, { id: programId }))['program']).toEqual({ ...outside, budget: null, money: null, staff: null });

  expect((await command(admin, 'playbookPublish', { programId, key: 'digital-bridge', title: '银发数字桥' }, 'version { id }')).fails).toEqual(['NOT_ALLOWED ']);
  const { version } = await command(district, 'playbookPublish', { programId, key: 'digital-bridge', title: '银发数字桥' }, 'version { id file lineage { program place } playbook { id } }');
  const clone = await command(elsewhere, 'programClone', { ...PLAN, programId, placeId: otherId, baseline: 0.5 }, 'program { id lineage { title program { id } } }');
  expect(clone.program.lineage).toEqual([{ title: '银发数字桥', program: { id: programId } }]);
  await command(elsewhere, 'programStart', { programId: clone.program.id }, 'program { adoptedOn }');
  const copy = await command(elsewhere, 'programCreate', { ...PLAN, placeId: otherId, outcome: OUTCOME, playbookVersionId: version.id }, 'program { id lineage { title } playbookVersion { number } }');
  expect(copy.program).toMatchObject({ lineage: [{ title: '银发数字桥' }], playbookVersion: { number: 1 } });

  const { id: caseId } = await buildCase(api.domain, resident, api.district);
  await api.domain.cases.handleOnSpot(await buildActor(api.domain, api.district.districtId, 'GRID_WORKER', api.district.grids[0]), caseId, { outcome: 'RESOLVED' });
  await api.domain.cases.rate(resident, caseId, { rating: 5 });
  await until(async () => (await api.domain.engine.drain(api.district.districtId)) === 'NOTHING', 'everything to be counted');
  const adopted = `query ($id: ID!) { playbook(id: $id) { original { outcome { baseline } outcomeValue(by: CUMULATIVE) { value denominator } }
    adopters { place { id } outcome { baseline } outcomeValue(by: CUMULATIVE) { value } } } }`;
  expect((await ask(district, adopted, { id: version.playbook.id }))['playbook']).toEqual({
    original: { outcome: { baseline: 0.4 }, outcomeValue: { value: 1, denominator: 1 } }, adopters: [{ place: { id: otherId }, outcome: { baseline: 0.5 }, outcomeValue: { value: null } }],
  });
  expect((await ask(resident, adopted, { id: version.playbook.id }))['playbook']).toBeNull();

  const { districtId: abroad, root } = await buildDistrict(api.domain, 330_782, '义乌');
  const foreign = await buildActor(api.domain, abroad, 'DISTRICT_ADMIN', root);
  const bring = (file: string) => command(foreign, 'playbookImport', { file }, 'version { id lineage { district program sha256 } parts { kind } }');
  const brought = await bring(version.file);
  expect(brought.version).toMatchObject({ lineage: [{ district: '测试DISTRICT', program: '银发数字桥', sha256: JSON.parse(version.file).sha256 }], parts: PARTS.map(({ kind }) => ({ kind })) });
  expect((await bring(version.file)).version.id).toBe(brought.version.id);
  expect((await bring(version.file.replace('第一课', '第二课'))).messages).toEqual(['This playbook was changed after it was written: its digest does not fit.']);
  expect((await bring(version.file.replace('"schemaVersion":1', '"schemaVersion":2'))).messages).toEqual(['This playbook was written by a newer version (2); this one reads up to 1.']);
});

test('what changed can be polled; a key sent twice plans one program', async () => {
  const placeId = globalId('Place', api.district.communities[0]);
  const input = { ...PLAN, placeId, idempotencyKey: 'once' };
  const [first, again] = [await command(admin, 'programCreate', input, 'program { id }'), await command(admin, 'programCreate', input, 'program { id }')];
  expect(again.program.id).toBe(first.program.id);
  const { id } = parseGlobalId(first.program.id)!;
  expect((await api.domain.programs.programs.end(admin, id)).endsOn).toBe(calendarDate('2030-12-31'));
  const changed = (by: Signed, status: string) => until(async () => {
    const { nodes } = (await ask(by, '{ programsChanged { nodes { status } } }'))['programsChanged'];
    return nodes.some((each: { status: string }) => each.status === status) && nodes.map((each: { status: string }) => each.status);
  }, `a program that is ${status}`);
  expect(await changed(admin, 'CANCELLED')).toEqual(expect.arrayContaining(['RUNNING', 'CANCELLED']));
  expect(new Set(await changed(resident, 'RUNNING'))).toEqual(new Set(['RUNNING']));
  expect((await ask(resident, '{ programs { nodes { status } totalCount } }'))['programs']).toEqual({ nodes: [{ status: 'RUNNING' }], totalCount: 1 });
});

/** A questionnaire that the program asks, and what it gives points for. */
const EFFECTIVE = [
  { kind: 'STEP', key: 'survey', content: { title: '需求调查' } },
  { kind: 'FORM', key: 'needs', content: { title: '数字需求', content: { elements: [{ type: 'boolean', name: 'help', title: '需要帮助吗' }] } } },
  { kind: 'RULE', key: 'class', content: { name: '参加课程', eventType: 'activity.attended', points: 5 } },
];

test('a playbook goes to ten communities: in each its parts take effect, and they stand beside the original with their outcomes', async () => {
  const [placeId] = api.district.communities.map(id => globalId('Place', id));
  await api.domain.points.rules.setUp(district, { name: '积分制', noticeDays: 0, expiryDays: null, holdHours: 24, levels: [] });
  const { program: pilot } = await command(admin, 'programCreate', { ...PLAN, title: '数字课堂', placeId, outcome: OUTCOME, parts: EFFECTIVE }, 'program { id }');
  await command(admin, 'programStart', { programId: pilot.id }, 'program { status }');
  const { version } = await command(district, 'playbookPublish', { programId: pilot.id, key: 'classes', title: '数字课堂' }, 'version { id file playbook { id } }');
  const communities: string[] = [];
  for (let n = 0; n < 10; n++) {
    const { id } = await api.domain.places.create(district, { parentId: api.district.street, level: 'COMMUNITY', code: `${api.district.districtId}00190${n}`, name: `第${n}社区` });
    communities.push(globalId('Place', id));
  }
  const clones: { id: string; lineage: { title: string; program: { id: string } }[] }[] = [];
  for (const [n, at] of communities.entries()) {
    const made = n % 2 === 0
      ? await command(district, 'programClone', { ...PLAN, title: '数字课堂', programId: pilot.id, placeId: at, baseline: n / 10 }, 'program { id lineage { title program { id } } }')
      : await command(district, 'programCreate', { ...PLAN, title: '数字课堂', placeId: at, outcome: { ...OUTCOME, baseline: n / 10 }, playbookVersionId: version.id }, 'program { id lineage { title program { id } } }');
    clones.push(made.program);
    expect((await command(district, 'programStart', { programId: made.program.id }, 'program { adoptedOn }')).program.adoptedOn).toBe(PLAN.beginsOn);
  }
  expect(clones.map(({ lineage }) => lineage)).toEqual(communities.map(() => [{ title: '数字课堂', program: { id: pilot.id } }]));
  const { playbook, questionnaires, pointsRules } = await ask(district, `query ($id: ID!) {
    playbook(id: $id) { original { id outcome { baseline } outcomeValue(by: CUMULATIVE) { value } } adopters { id place { id } outcome { baseline target } outcomeValue(by: CUMULATIVE) { value } } }
    questionnaires(first: 100) { nodes { title place { id } } } pointsRules(first: 100) { nodes { name place { id } } } }`, { id: version.playbook.id }) as any;
  expect(playbook.original).toMatchObject({ id: pilot.id, outcome: { baseline: 0.4 } });
  expect(playbook.adopters.map(({ outcome }: any) => outcome)).toEqual(communities.map((_, n) => ({ baseline: n / 10, target: 0.85 })));
  for (const effects of [questionnaires, pointsRules]) expect(effects.nodes.map(({ place }: any) => place.id)).toEqual(expect.arrayContaining([placeId, ...communities]));

  await until(async () => (await api.domain.engine.drain(api.district.districtId)) === 'NOTHING', 'everything to be counted');
  const adopted = `query ($ids: [ID!]!) { indicatorValues(placeIds: $ids, indicators: ["program.adopting_communities"], period: { kind: CUMULATIVE, day: "2030-01-01" }) { value } }`;
  const values = (await ask(district, adopted, { ids: [globalId('Place', api.district.street), placeId] }))['indicatorValues'].map(({ value }: any) => value);
  expect(values).toEqual([10 + 1, 0]); // one more adopted the other playbook

  const strange = written({ ...readFile(version.file), parts: [{ kind: 'ROBOT', key: 'helper', content: {} }] }).text;
  const refusal = await command(district, 'playbookImport', { file: strange }, 'version { id }');
  expect([refusal.fails, refusal.messages]).toEqual([['INVALID file,parts,0,kind'], ['No room here understands the part "ROBOT helper".']]);
});

test('what belongs to a program is shown with it, to who may see it', async () => {
  const placeId = globalId('Place', api.district.communities[0]);
  const { program: { id: programId } } = await command(admin, 'programCreate', { ...PLAN, title: '颐养到家', placeId, parts: [] }, 'program { id }');
  const asked = { placeId, programId, kind: 'LECTURE', title: '防诈讲座', sessions: [] };
  expect((await command(admin, 'activityCreate', asked, 'activity { id }')).fails).toEqual(['WRONG_STATE programId']);
  await command(admin, 'programStart', { programId }, 'program { status }');
  expect((await command(admin, 'activityCreate', asked, 'activity { program { title } }')).activity).toEqual({ program: { title: '颐养到家' } });
  const { questionnaire } = await command(admin, 'questionnaireCreate', { placeId, title: '养老需求', content: { elements: [{ type: 'boolean', name: 'help' }] } }, 'questionnaire { id }');
  await command(admin, 'surveyOpen', { placeId, programId, questionnaireId: questionnaire.id, respondents: 'RESIDENTS', anonymous: false, modes: ['APP'], closesOn: surveyEnd() }, 'survey { id }');
  const { centre } = await command(admin, 'careCentreCreate', { placeId, name: '养老服务中心', capacity: 10 }, 'centre { id }');
  await command(admin, 'careServiceCreate', { centreId: centre.id, programId, name: '助餐', kind: 'MEAL', price: 800, sponsorShare: 500 }, 'service { id }');
  const shown = `query ($id: ID!) { program(id: $id) { activities { totalCount nodes { title } } surveys { totalCount nodes { title } } careServices { totalCount nodes { name sponsorShare sponsor { id } } } } }`;
  const belongs = {
    activities: { totalCount: 1, nodes: [{ title: '防诈讲座' }] }, surveys: { totalCount: 1, nodes: [{ title: '养老需求' }] },
    careServices: { totalCount: 1, nodes: [{ name: '助餐', sponsorShare: 500, sponsor: null }] },
  };
  expect((await ask(admin, shown, { id: programId }))['program']).toEqual(belongs);
  expect((await ask(elsewhere, shown, { id: programId }))['program']).toMatchObject({ activities: { totalCount: 0 }, surveys: { totalCount: 0 } });
});

const surveyEnd = () => new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10);
