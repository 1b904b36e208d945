import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { WellbeingVisit } from '@linli/domain/elder-care/wellbeing-visit.entity';
import { dayOf, startOf } from '@linli/domain/shared/clock';
import { system } from '@linli/domain/shared/performer';
import { buildCare } from '@linli/domain/testing/care-stand';
import { buildActor, buildResident } from '@linli/domain/testing/build';
import type { Browser, Page } from 'playwright-core';
import { choose, openPage, signIn, startBrowser, watch, type WatchedPage } from './browser.ts';
import { networkTo, type Network } from './network.ts';
import { PASSWORD, startStreet, type TestStreet } from './street.ts';

let street: TestStreet;
let network: Network;
let browser: Browser;
const opened: WatchedPage[] = [];

beforeAll(async () => {
  browser = await startBrowser();
  street = await startStreet();
  network = await networkTo(street.api.url);
});
afterEach(() => network.mend());
afterAll(async () => {
  await browser?.close();
  await network?.close();
  await street?.api.close();
});

/** A page of the street's admin. */
async function signedIn(path: string): Promise<Page> {
  const watched = await openPage(browser, `${network.url}${path}`);
  opened.push(watched);
  await signIn(watched.page, { login: 'street', password: PASSWORD });
  return watched.page;
}

const expectNoProblems = () => expect(opened.flatMap(({ problems }) => problems)).toEqual([]);

test('a case submitted without a network waits, survives a reload, and is there once when the network is back', async () => {
  const { api } = street;
  const page = await signedIn('cases');
  await choose(page, '社区', '测试COMMUNITY001002');
  await choose(page, '类别', '公共设施');
  await page.getByLabel('标题').fill('断网时报的井盖');
  await page.waitForLoadState('networkidle');
  network.cut();
  const before = Date.now();
  await page.getByRole('button', { name: '提交' }).click();
  await page.getByText('已存在这台设备上').waitFor();
  await page.getByRole('link', { name: '待上传 1' }).click();
  await page.getByText('断网时报的井盖').waitFor();
  await page.reload().catch(() => undefined); // nothing comes without a network
  network.mend();
  const back = await watch(page.context(), `${network.url}waiting`);
  opened.push(back);
  await back.page.getByText('都已上传').waitFor();
  const { token } = await api.ask('mutation($input: SessionSignInInput!) { sessionSignIn(input: $input) { token } }', {
    input: { district: '419001', login: 'street', password: PASSWORD },
  }).then(({ data }) => data?.['sessionSignIn']);
  const { data } = await api.ask('{ cases(filter: { statuses: [RECEIVED] }, first: 100) { nodes { title receivedAt } } }', {}, token);
  const found = data?.['cases'].nodes.filter(({ title }: { title: string }) => title === '断网时报的井盖');
  expect(found).toHaveLength(1);
  expect(Math.abs(Date.parse(found[0].receivedAt) - before)).toBeLessThan(5_000);
  expectNoProblems();
});

test('a visit that somebody else has recorded meanwhile is refused on sending, and kept until it is thrown away', async () => {
  const { domain, district } = street.api;
  const resident = await buildResident(domain, district);
  const { visit } = await buildCare(domain, district, resident.id, '测试');
  const colleague = await buildActor(domain, district.districtId, 'STREET_ADMIN', district.street);
  await domain.unit.of(system(district.districtId), 'test.due', async tx => {
    const row = await tx.get(WellbeingVisit, visit.id);
    if (row) row.dueAt = startOf(dayOf(domain.clock.now()));
  });
  const page = await signedIn('elder-care/visits');
  await page.getByRole('button', { name: '平安' }).waitFor();
  await page.waitForLoadState('networkidle');
  network.cut();
  await page.getByRole('button', { name: '平安' }).click();
  await page.getByRole('link', { name: '待上传 1' }).click();
  await domain.elderCare.wellbeing.record(colleague, visit.id, { outcome: 'UNWELL' });
  network.mend();
  await page.getByRole('button', { name: '再上传' }).click();
  await page.getByText('状态已变').waitFor();
  await page.getByRole('button', { name: '丢弃' }).click();
  await page.getByRole('button', { name: /确\s*定/ }).click();
  await page.getByText('都已上传').waitFor();
  expectNoProblems();
});
