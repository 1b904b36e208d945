import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Actor } from '../access/actor.ts';
import type { Domain } from '../domain.ts';
import { calendarDate } from '../shared/clock.ts';
import { buildActor, buildDistrict, type BuiltDistrict } from '../testing/build.ts';
import { refused } from '../testing/refused.ts';
import { TestClock } from '../testing/test-clock.ts';
import { testDatabase, type TestDatabase } from '../testing/test-database.ts';
import { fileOf } from './playbooks.service.ts';
import type { PlaybookVersion } from './playbook-version.entity.ts';
import type { Program } from './program.entity.ts';
import { adoptersOfPlaybook, ancestorsOfPrograms, moneyOfPrograms, playbookVersionsById, playbooksById } from './programs.read.ts';
import type { NewProgram } from './programs.service.ts';

let database: TestDatabase;
let domain: Domain;
let at: BuiltDistrict;
let abroad: BuiltDistrict;
let district: Actor;
let street: Actor;
let admin: Actor;
let elsewhere: Actor;
let worker: Actor;
let volunteer: Actor;
let foreign: Actor;
const clock = new TestClock('2026-03-01T08:00:00+08:00');
const DAYS = { beginsOn: calendarDate('2026-03-01'), endsOn: calendarDate('2026-12-31') };
const PARTS = [
  { kind: 'STEP', key: 'survey', content: { title: '需求调查', day: 0 } },
  { kind: 'ROLE', key: 'trainer', content: { title: '讲师' } },
  { kind: 'INDICATOR', key: 'outcome', content: { indicator: 'case.satisfaction_rate', target: 0.85 } },
];
const PLAN = { title: '银发数字桥', ...DAYS, budget: 500_000, outcome: { indicator: 'case.satisfaction_rate', baseline: 0.4, target: 0.85 } };

beforeAll(async () => {
  database = await testDatabase();
  domain = await database.open({ clock });
  [at, abroad] = [await buildDistrict(domain, 101), await buildDistrict(domain, 102)];
  district = await buildActor(domain, 101, 'DISTRICT_ADMIN', at.root);
  street = await buildActor(domain, 101, 'STREET_ADMIN', at.street);
  admin = await buildActor(domain, 101, 'COMMUNITY_ADMIN', at.communities[0]);
  elsewhere = await buildActor(domain, 101, 'COMMUNITY_ADMIN', at.communities[1]);
  worker = await buildActor(domain, 101, 'GRID_WORKER', at.grids[0]);
  volunteer = await buildActor(domain, 101, 'VOLUNTEER', at.grids[0]);
  foreign = await buildActor(domain, 102, 'DISTRICT_ADMIN', abroad.root);
});
afterAll(() => database.close());

const create = (by: Actor = admin, asked: Partial<NewProgram> = {}): Promise<Program> =>
  domain.programs.programs.create(by, { placeId: at.communities[0], ...PLAN, from: { parts: PARTS }, ...asked });
const started = async (by: Actor = admin, asked: Partial<NewProgram> = {}): Promise<Program> => domain.programs.programs.start(by, (await create(by, asked)).id);
const publish = (programId: string, key: string) => domain.programs.playbooks.publish(district, programId, { key, title: '银发数字桥' });
const reads = async <T>(districtId: number, work: (from: ReturnType<Domain['connections']['snapshot']>) => Promise<T>): Promise<T> => {
  return domain.connections.reading(districtId, snapshot => work(snapshot));
};
const money = async ({ id }: Program) => (await reads(101, from => from.rows(moneyOfPrograms, [id])))[0];
const fileFor = ({ id, playbookId, districtId }: PlaybookVersion) => reads(districtId, async from => {
  const [[version], [playbook]] = [await from.rows(playbookVersionsById, [id]), await from.rows(playbooksById, [playbookId])];
  return fileOf(playbook!, version!);
});

test('a program is planned and run by admins over its place, in a community or above; others find no place there', async () => {
  expect(await started()).toMatchObject({ status: 'RUNNING', adoptedOn: null });
  for (const by of [elsewhere, worker, volunteer]) expect(await refused(create(by))).toBe('NOT_FOUND at placeId');
  expect(await refused(create(district, { placeId: at.grids[0] }))).toBe('INVALID at placeId');
  const { id } = await create();
  expect(await refused(domain.programs.programs.start(worker, (await started()).id))).toBe('NOT_ALLOWED at programId');
  expect(await refused(domain.programs.programs.start(elsewhere, id))).toBe('NOT_FOUND at programId'); // what is planned is seen there alone
  expect(await domain.programs.programs.end(admin, id)).toMatchObject({ status: 'CANCELLED' });
  expect(await refused(domain.programs.programs.start(admin, id))).toBe('WRONG_STATE at programId');
});

test.each<[Partial<NewProgram>, string]>([
  [{ title: ' ' }, 'title'], [{ endsOn: calendarDate('2026-02-01') }, 'endsOn'], [{ budget: 0.5 }, 'budget'], [{ budget: -1 }, 'budget'],
  [{ outcome: { indicator: 'no.such', baseline: 0, target: 1 } }, 'outcome.indicator'],
  [{ from: { parts: [{ kind: 'ROBOT', key: 'helper', content: {} }] } }, 'parts.0.kind'],
])('a plan that cannot be is refused: %j', async (asked, field) => expect(await refused(create(admin, asked))).toBe(`INVALID at ${field}`));

test('somebody near its place joins in a role that it has, once, and records what is done; who has left does not', async () => {
  const { id } = await started();
  const { join, leave, mark } = { join: domain.programs.work.join.bind(domain.programs.work), leave: domain.programs.work.leave.bind(domain.programs.work), mark: domain.programs.work.mark.bind(domain.programs.work) };
  expect(await refused(mark(volunteer, id, 'survey', DAYS.beginsOn, null))).toBe('NOT_FOUND at programId');
  const joined = await join(admin, id, volunteer.accountId, 'trainer');
  expect(await refused(join(admin, id, volunteer.accountId, 'trainer'))).toBe('CONFLICT at accountId');
  expect(await refused(join(admin, id, elsewhere.accountId, 'trainer'))).toBe('NOT_FOUND at accountId');
  expect(await refused(join(admin, id, worker.accountId, 'cook'))).toBe('INVALID at roleKey');
  expect(await refused(join(worker, id, worker.accountId, 'trainer'))).toBe('NOT_ALLOWED at programId');
  expect(await mark(volunteer, id, 'survey', DAYS.beginsOn, '240 份')).toMatchObject({ doneOn: DAYS.beginsOn, note: '240 份', recordedById: volunteer.accountId });
  expect(await mark(admin, id, 'survey', null, null)).toMatchObject({ doneOn: null });
  expect(await refused(mark(admin, id, 'party', null, null))).toBe('INVALID at stepKey');
  expect(await refused(mark(admin, id, 'survey', calendarDate('2026-03-02'), null))).toBe('INVALID at doneOn');
  await leave(admin, joined.id);
  expect(await refused(leave(admin, joined.id))).toBe('WRONG_STATE at staffId');
  expect(await refused(leave(elsewhere, joined.id))).toBe('NOT_ALLOWED at staffId');
  expect(await refused(mark(volunteer, id, 'survey', DAYS.beginsOn, null))).toBe('NOT_FOUND at programId');
  expect(await database.owner(`select kind from notice where account_id = $1 and subject_id = $2 order by id`, [volunteer.accountId, id])).toEqual([{ kind: 'program.joined' }, { kind: 'program.left' }]);
});

const FUNDING = { kind: 'MONEY', source: 'OUTSIDE', organisationId: null, sponsor: '中国移动', note: null, receivedAt: null } as const;
const SPENDING = { purpose: '教材', payee: '印刷厂', spentAt: null } as const;

test('what a sponsor gives is in the ledger, in kind apart; what is paid stays within budget and account, and mistakes are taken back once', async () => {
  const program = await started(admin, { budget: 5_000 });
  const programId = program.id;
  const { money: purse } = domain.programs;
  const given = await purse.receive(admin, { ...FUNDING, programId, amount: 4_000 });
  const tablets = await purse.receive(admin, { ...FUNDING, programId, kind: 'IN_KIND', amount: 90_000, note: '平板 3 台' });
  expect([given.transferId, tablets.transferId]).toEqual([expect.any(String), null]);
  const paid = await purse.spend(admin, { ...SPENDING, programId, amount: 3_000 });
  expect(await money(program)).toEqual({ programId, received: 4_000, inKind: 90_000, spent: 3_000, balance: 1_000 });
  expect(await refused(purse.spend(admin, { ...SPENDING, programId, amount: 2_001 }))).toBe('INSUFFICIENT at amount'); // beyond the budget
  expect(await refused(purse.spend(admin, { ...SPENDING, programId, amount: 1_001 }))).toBe('INSUFFICIENT at amount'); // beyond the account
  expect(await refused(purse.spend(worker, { ...SPENDING, programId, amount: 1 }))).toBe('NOT_ALLOWED at programId');
  expect(await refused(purse.spend(elsewhere, { ...SPENDING, programId, amount: 1 }))).toBe('NOT_ALLOWED at programId');
  expect(await refused(purse.spend(admin, { ...SPENDING, programId, amount: 0 }))).toBe('INVALID at amount');
  expect(await refused(purse.receive(admin, { ...FUNDING, programId, amount: 1, sponsor: null }))).toBe('INVALID at sponsor');
  expect(await refused(purse.receive(admin, { ...FUNDING, programId, amount: 1, receivedAt: new Date('2026-03-02T00:00:00Z') }))).toBe('INVALID at receivedAt');
  expect(await refused(domain.programs.programs.revise(admin, programId, { ...PLAN, budget: 2_999, parts: null }))).toBe('INVALID at budget');
  expect(await refused(purse.reverseFunding(admin, given.id))).toBe('INSUFFICIENT at amount'); // it has been spent
  await purse.reverseSpending(admin, paid.id);
  expect(await refused(purse.reverseSpending(admin, paid.id))).toBe('WRONG_STATE at spendingId');
  await purse.reverseFunding(admin, given.id);
  expect(await money(program)).toEqual({ programId, received: 0, inKind: 90_000, spent: 0, balance: 0 });
});

test('two payments at once never go beyond the budget together', async () => {
  const program = await started(admin, { budget: 1_000 });
  await domain.programs.money.receive(admin, { ...FUNDING, programId: program.id, amount: 10_000 });
  const pay = () => domain.programs.money.spend(admin, { ...SPENDING, programId: program.id, amount: 600 }).then(() => 'paid', () => 'refused');
  expect((await Promise.all([pay(), pay(), pay()])).toSorted()).toEqual(['paid', 'refused', 'refused']);
});

test('what worked is published, run from the playbook and cloned elsewhere; the lineage shows, and the pilot does not adopt itself', async () => {
  const pilot = await started(admin, { title: '试点' });
  expect(await refused(domain.programs.playbooks.publish(street, pilot.id, { key: 'bridge', title: '桥' }))).toBe('NOT_ALLOWED');
  expect(await refused(publish((await create()).id, 'bridge'))).toBe('WRONG_STATE at programId');
  expect(await refused(publish(pilot.id, '桥'))).toBe('INVALID at key');
  const version = await publish(pilot.id, 'bridge');
  expect(version).toMatchObject({ number: 1, parts: PARTS, lineage: [{ district: '测试DISTRICT', program: '试点', number: 1 }] });
  const copy = await started(elsewhere, { placeId: at.communities[1], from: { playbookVersionId: version.id } });
  expect(copy).toMatchObject({ parts: PARTS, adoptedOn: DAYS.beginsOn });
  const asked = { title: '社区二', ...DAYS, budget: 100, placeId: at.communities[1], baseline: 0.5 };
  expect(await refused(domain.programs.programs.clone(elsewhere, pilot.id, { ...asked, baseline: null }))).toBe('INVALID at baseline');
  expect(await refused(domain.programs.programs.clone(elsewhere, pilot.id, { ...asked, placeId: at.communities[0] }))).toBe('NOT_FOUND at placeId');
  expect(await refused(domain.programs.programs.clone(admin, pilot.id, { ...asked, placeId: at.communities[0] }))).toBe('INVALID at placeId');
  expect(await refused(domain.programs.programs.clone(elsewhere, (await create()).id, asked))).toBe('NOT_FOUND at programId');
  const clone = await domain.programs.programs.clone(elsewhere, pilot.id, asked);
  expect(clone).toMatchObject({ clonedFromId: pilot.id, baseline: 0.5, target: 0.85, outcomeIndicator: 'case.satisfaction_rate', budget: 100 });
  await domain.programs.programs.start(elsewhere, clone.id);
  expect((await reads(101, from => from.rows(adoptersOfPlaybook, version.playbookId))).map(({ id }) => id).toSorted()).toEqual([copy.id, clone.id].toSorted());
  const ancestors = await reads(101, from => from.rows(ancestorsOfPrograms, [copy.id, clone.id]));
  expect(new Map(ancestors.map(({ programId, ancestorId }) => [programId, ancestorId]))).toEqual(new Map([[copy.id, pilot.id], [clone.id, pilot.id]]));
  expect(await publish(clone.id, 'bridge')).toMatchObject({ number: 2, playbookId: version.playbookId });
});

test('a playbook goes to another district as a file, with its lineage; the same file twice is one version; what is not understood is refused', async () => {
  const pilot = await started(admin, { title: '试点' });
  const file = await fileFor(await publish(pilot.id, 'travelling'));
  expect(await refused(domain.programs.playbooks.import(await buildActor(domain, 102, 'STREET_ADMIN', abroad.street), file))).toBe('NOT_ALLOWED');
  const [first, again] = [await domain.programs.playbooks.import(foreign, file), await domain.programs.playbooks.import(foreign, file)];
  expect(again.id).toBe(first.id);
  expect(first).toMatchObject({ number: 1, parts: PARTS, programId: null, lineage: [{ district: '测试DISTRICT', program: '试点', sha256: JSON.parse(file).sha256 }] });
  const copy = await domain.programs.programs.create(foreign, { placeId: abroad.communities[0], ...PLAN, from: { playbookVersionId: first.id } });
  expect(await domain.programs.programs.start(foreign, copy.id)).toMatchObject({ adoptedOn: DAYS.beginsOn });
  const back = await domain.programs.playbooks.publish(foreign, copy.id, { key: 'travelling', title: '银发数字桥' });
  expect(back.lineage.map(({ program }) => program)).toEqual(['试点', '银发数字桥']);
  expect(await domain.programs.playbooks.import(district, await fileFor(back))).toMatchObject({ number: 2, lineage: [{ program: '试点' }, { program: '银发数字桥' }] });
  expect(await refused(domain.programs.playbooks.import(district, file.replace('试点', '别处')))).toBe('INVALID at file');
});

test('what is added to a running program stays; what is changed of it is in its history', async () => {
  const { id } = await started();
  const parts = [...PARTS, { kind: 'STEP', key: 'closing', content: { title: '总结' } }];
  expect(await domain.programs.programs.revise(admin, id, { ...PLAN, budget: 600_000, parts })).toMatchObject({ parts, budget: 600_000 });
  expect(await database.owner(`select changes from record_change where subject_id = $1 and changes ? 'budget'`, [id])).toEqual([{ changes: { budget: [500_000, 600_000] } }]);
});
