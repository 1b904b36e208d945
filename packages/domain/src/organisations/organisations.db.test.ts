import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Actor } from '../access/actor.ts';
import type { Case } from '../cases/case.entity.ts';
import type { Domain } from '../domain.ts';
import { newId } from '../shared/ids.ts';
import { buildActor, buildCase, buildDistrict, buildOrganisationActor, type BuiltDistrict } from '../testing/build.ts';
import { fullRefusal, refused } from '../testing/refused.ts';
import { testDatabase, type TestDatabase } from '../testing/test-database.ts';
import type { Organisation } from './organisation.entity.ts';

let database: TestDatabase;
let domain: Domain;
let at: BuiltDistrict;
let elsewhere: BuiltDistrict;
let admin: Actor;
let community: Actor;
let worker: Actor;

beforeAll(async () => {
  database = await testDatabase();
  domain = await database.open();
  at = await buildDistrict(domain, 101);
  elsewhere = await buildDistrict(domain, 102);
  admin = await buildActor(domain, 101, 'DISTRICT_ADMIN', at.root);
  community = await buildActor(domain, 101, 'COMMUNITY_ADMIN', at.communities[0]);
  worker = await buildActor(domain, 101, 'GRID_WORKER', at.grids[0]);
});
afterAll(() => database.close());

const organisation = (values: object = {}, by = admin): Promise<Organisation> =>
  domain.organisations.create(by, { placeId: at.street, name: '市政公司', kind: 'DEPARTMENT', ...values });
const personOf = ({ id }: Organisation) => buildOrganisationActor(domain, 101, id);

async function assigned(to: Organisation, coHandlers: { accountId?: string; organisationId?: string }[] = []): Promise<Case> {
  const { id } = await buildCase(domain, worker, at);
  await domain.cases.accept(community, id);
  return domain.cases.assign(community, id, { assigneeOrganisationId: to.id, coHandlers });
}

test('an organisation is entered, changed and closed by admins over the place that it serves; for others it is not there', async () => {
  const made = await organisation({ placeId: at.communities[0] }, community);
  expect(made).toMatchObject({ name: '市政公司', kind: 'DEPARTMENT', placeId: at.communities[0], closedAt: null, externalSystem: null });
  expect(await domain.organisations.change(admin, made.id, { name: ' 城管中队 ', kind: 'OTHER', placeId: at.street })).toMatchObject({ name: '城管中队', kind: 'OTHER', placeId: at.street });
  expect(await refused(domain.organisations.change(community, made.id, { name: 'x' }))).toBe('NOT_FOUND at organisationId');
  for (const by of [worker, await buildActor(domain, 101, 'COMMUNITY_ADMIN', at.communities[1]), await personOf(made)]) {
    expect(await refused(organisation({ placeId: at.communities[0] }, by))).toBe('NOT_FOUND at placeId');
    expect(await refused(domain.organisations.close(by, made.id))).toBe('NOT_FOUND at organisationId');
  }
  expect(await refused(organisation({ placeId: elsewhere.street }))).toBe('NOT_FOUND at placeId');
  expect(await refused(organisation({ placeId: newId() }))).toBe('NOT_FOUND at placeId');
  expect(await refused(organisation({ name: ' ' }))).toBe('INVALID at name');
  expect((await domain.organisations.close(admin, made.id)).closedAt).not.toBeNull();
});

test('sent again by the same system under the same number it is the same one, changed to what is said', async () => {
  const external = { system: 'oa', id: '17' };
  const first = await organisation({ external });
  const second = await organisation({ external, name: '市政集团', kind: 'SERVICE_PROVIDER' });
  expect([second.id, second.name, second.kind]).toEqual([first.id, '市政集团', 'SERVICE_PROVIDER']);
  expect((await organisation({ external: { ...external, id: '18' } })).id).not.toBe(first.id);
  expect(await refused(organisation({ external, placeId: at.communities[0] }, community))).toBe('CONFLICT at external');
});

test('duties are categories of the district, and replace those before', async () => {
  const { id } = await organisation();
  const dutiesOf = async () => (await database.owner<{ category_id: string }>('select category_id from organisation_duty where organisation_id = $1', [id])).map(row => row.category_id);
  const categories = await database.owner<{ id: string }>('select id from case_category where district_id = 101 order by code');
  const [a = '', b = '', c = ''] = categories.map(category => category.id);
  await domain.organisations.setDuties(admin, id, [a, b, a]);
  expect(new Set(await dutiesOf())).toEqual(new Set([a, b]));
  await domain.organisations.setDuties(admin, id, [b, c]);
  expect(new Set(await dutiesOf())).toEqual(new Set([b, c]));
  expect(await refused(domain.organisations.setDuties(admin, id, [a, elsewhere.categoryId]))).toBe('NOT_FOUND at categoryIds.1');
  expect(await refused(domain.organisations.setDuties(admin, id, [newId()]))).toBe('NOT_FOUND at categoryIds.0');
  expect(new Set(await dutiesOf())).toEqual(new Set([b, c]));
});

test('contacts have a name and a mobile number, which is sealed', async () => {
  const { id } = await organisation();
  await domain.organisations.addContact(admin, id, { name: '李经理', phone: '13900009999' });
  const [row] = await database.owner<{ id: string }>('select * from organisation_contact where organisation_id = $1', [id]);
  expect(JSON.stringify(row)).not.toContain('13900009999');
  expect(JSON.stringify(await database.owner('select changes from record_change where subject_id = $1', [id]))).not.toContain('13900009999');
  expect(await refused(domain.organisations.addContact(admin, id, { name: '李经理', phone: '123' }))).toBe('INVALID at phone');
  expect(await refused(domain.organisations.addContact(admin, id, { name: '', phone: '13900009999' }))).toBe('INVALID at name');
  expect(await refused(domain.organisations.removeContact(community, row?.id ?? ''))).toBe('NOT_FOUND at contactId');
  await domain.organisations.removeContact(admin, row?.id ?? '');
  expect(await refused(domain.organisations.removeContact(admin, row?.id ?? ''))).toBe('NOT_FOUND at contactId');
});

test('a case goes to an organisation that serves its place, and anybody there works on it', async () => {
  const company = await organisation();
  const [one, another, stranger] = [await personOf(company), await personOf(company), await personOf(await organisation())];
  const matter = await assigned(company);
  expect([matter.status, matter.assigneeId, matter.assigneeOrganisationId]).toEqual(['ASSIGNED', null, company.id]);
  expect(await refused(domain.cases.start(stranger, matter.id))).toBe('NOT_FOUND at caseId');
  await domain.cases.start(one, matter.id);
  expect(await refused(domain.cases.suspend(one, matter.id, { reason: '等配件', approverId: another.accountId }))).toBe('NOT_ALLOWED at approverId');
  await domain.cases.suspend(one, matter.id, { reason: '等配件', approverId: community.accountId });
  await domain.cases.resume(another, matter.id);
  const handled = await domain.cases.handle(another, matter.id, { outcome: 'RESOLVED' });
  expect([handled.status, handled.handlerId]).toEqual(['HANDLED', another.accountId]);
  expect(await refused(domain.cases.followUp(one, matter.id, { contacted: true, resolved: true, source: 'VISIT' }))).toBe('NOT_ALLOWED');
  expect(await refused(domain.cases.close(one, matter.id))).toBe('NOT_ALLOWED');
});

test('what an organisation returns is nobody\'s, and what goes on to a worker is the organisation\'s no more', async () => {
  const company = await organisation();
  const person = await personOf(company);
  const returned = await domain.cases.return(person, (await assigned(company)).id, { reason: '不是我司管' });
  expect([returned.status, returned.assigneeId, returned.assigneeOrganisationId]).toEqual(['ACCEPTED', null, null]);
  const handed = await domain.cases.assign(community, (await assigned(company)).id, { assigneeId: worker.accountId });
  expect([handed.assigneeId, handed.assigneeOrganisationId]).toEqual([worker.accountId, null]);
  expect(await refused(domain.cases.start(person, handed.id))).toBe('NOT_FOUND at caseId');
});

test('a case is assigned to one: a worker or an organisation, that is there, open, and serves its place', async () => {
  const { id } = await buildCase(domain, worker, at);
  await domain.cases.accept(community, id);
  const assign = (input: object) => refused(domain.cases.assign(community, id, input));
  const company = await organisation();
  expect(await assign({})).toBe('INVALID at assigneeId');
  expect(await assign({ assigneeId: worker.accountId, assigneeOrganisationId: company.id })).toBe('INVALID at assigneeId');
  expect(await assign({ assigneeOrganisationId: newId() })).toBe('NOT_FOUND at assigneeOrganisationId');
  const next = await organisation({ placeId: at.communities[1] });
  expect(await assign({ assigneeOrganisationId: next.id })).toBe('NOT_FOUND at assigneeOrganisationId');
  const foreigner = await buildActor(domain, 102, 'DISTRICT_ADMIN', elsewhere.root);
  const foreign = await domain.organisations.create(foreigner, { placeId: elsewhere.root, name: '外区', kind: 'OTHER' });
  expect(await assign({ assigneeOrganisationId: foreign.id })).toBe('NOT_FOUND at assigneeOrganisationId');
  await domain.organisations.close(admin, company.id);
  expect(await assign({ assigneeOrganisationId: company.id })).toBe('WRONG_STATE at assigneeOrganisationId');
  expect(await assign({ assigneeId: worker.accountId, coHandlers: [{ organisationId: company.id }] })).toBe('WRONG_STATE at coHandlers.0.organisationId');
  expect(await refused(domain.organisations.setDuties(admin, company.id, []))).toBe('WRONG_STATE at organisationId');
  expect(await refused(domain.organisations.addContact(admin, company.id, { name: '李', phone: '13900009999' }))).toBe('WRONG_STATE at organisationId');
  expect(await refused(domain.accounts.invite(admin, { login: 'closed.company', displayName: '李', roles: [], organisationId: company.id }))).toBe('WRONG_STATE at organisationId');
});

test('an organisation with open cases is not closed, and told how many; what is reopened after it closed goes back to who received it first', async () => {
  const company = await organisation();
  const person = await personOf(company);
  const [a, b] = [await assigned(company), await assigned(company)];
  expect(await fullRefusal(domain.organisations.close(admin, company.id))).toMatchObject({ code: 'WRONG_STATE', field: ['organisationId'], message: 'It still has 2 open cases.' });
  for (const { id } of [a, b]) {
    await domain.cases.start(person, id);
    await domain.cases.handle(person, id, { outcome: 'RESOLVED' });
  }
  await domain.organisations.close(admin, company.id);
  const reopened = await domain.cases.reopen(community, a.id, { reason: '又坏了' });
  expect([reopened.status, reopened.assigneeOrganisationId, reopened.assigneeId]).toEqual(['ASSIGNED', null, community.accountId]);
});

test('who assists sees the case and adds words, no more; others are named in their place', async () => {
  const [company, helpers] = [await organisation(), await organisation()];
  const [person, helper] = [await personOf(company), await personOf(helpers)];
  const colleague = await buildActor(domain, 101, 'GRID_WORKER', at.grids[3]);
  const matter = await assigned(company, [{ organisationId: helpers.id }, { accountId: colleague.accountId }]);
  for (const by of [helper, colleague]) {
    await domain.cases.addNote(by, matter.id, { note: '已到现场' });
    expect(await refused(domain.cases.start(by, matter.id))).toBe('NOT_ALLOWED');
    expect(await refused(domain.cases.assign(by, matter.id, { assigneeId: colleague.accountId }))).toBe('NOT_ALLOWED');
    expect(await refused(domain.cases.addNote(by, matter.id, { note: ' ' }))).toBe('INVALID at note');
  }
  await domain.cases.assign(community, matter.id, { assigneeOrganisationId: company.id });
  await domain.cases.addNote(helper, matter.id, { note: '仍在协办' });
  await domain.cases.assign(community, matter.id, { assigneeOrganisationId: company.id, coHandlers: [{ accountId: colleague.accountId }] });
  expect(await refused(domain.cases.addNote(helper, matter.id, { note: 'x' }))).toBe('NOT_FOUND at caseId');
  await domain.cases.addNote(colleague, matter.id, { note: '材料已交' });
  await domain.cases.addNote(person, matter.id, { note: '收到' });
  const assign = (coHandlers: object[]) => refused(domain.cases.assign(community, matter.id, { assigneeOrganisationId: company.id, coHandlers }));
  expect(await assign([{ accountId: (await buildActor(domain, 101, 'RESIDENT', at.grids[0])).accountId }])).toBe('NOT_FOUND at coHandlers.0.accountId');
  expect(await assign([{ organisationId: helpers.id }, { organisationId: newId() }])).toBe('NOT_FOUND at coHandlers.1.organisationId');
  expect(await assign([{}])).toBe('INVALID at coHandlers.0');
  expect(await assign(Array.from({ length: 21 }, () => ({ organisationId: helpers.id })))).toBe('INVALID at coHandlers');
});

test('an organisation\'s people are invited and managed by admins over its place, hold no role, and bring nothing of their own', async () => {
  const company = await organisation({ placeId: at.communities[0] });
  const street = await organisation();
  const { account } = await domain.accounts.invite(community, { login: 'company.li', displayName: '李经理', roles: [], organisationId: company.id });
  expect(account.organisationId).toBe(company.id);
  const invite = (values: object, by = community) => refused(domain.accounts.invite(by, { login: 'company.wang', displayName: '王', roles: [], ...values }));
  expect(await invite({ organisationId: street.id })).toBe('NOT_FOUND at organisationId');
  expect(await invite({ organisationId: newId() })).toBe('NOT_FOUND at organisationId');
  expect(await invite({ organisationId: company.id, roles: [{ role: 'GRID_WORKER', placeId: at.grids[0] }] })).toBe('INVALID at roles');
  expect(await refused(domain.roles.grant(admin, account.id, { role: 'GRID_WORKER', placeId: at.grids[0] }))).toBe('INVALID at accountId');
  expect((await domain.accounts.rename(community, account.id, '李经理')).displayName).toBe('李经理');
  expect(await refused(domain.accounts.disable(await buildActor(domain, 101, 'COMMUNITY_ADMIN', at.communities[1]), account.id))).toBe('NOT_FOUND at accountId');
  expect(await refused(buildCase(domain, await personOf(company), at))).toBe('NOT_FOUND at placeId');
});
