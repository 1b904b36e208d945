import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { system } from '@linli/domain/shared/performer';
import { buildActor, buildCase, buildDistrict } from '@linli/domain/testing/build';
import type { Browser, Page } from 'playwright-core';
import { choose, openPage, seriousFindings, signIn, startBrowser, watch, type WatchedPage } from './browser.ts';
import { networkTo, type Network } from './network.ts';
import { markGenerated, ONCE, PASSWORD, startStreet, type TestStreet } from './street.ts';

const RESOLUTION = 'compare?indicator=case.resolution_rate';
/** Every page of the menu, and its ways of showing. */
const PAGES = [
  '', RESOLUTION, `${RESOLUTION}&view=funnel`, `${RESOLUTION}&view=table&place=419001001001`, `${RESOLUTION}&view=multiples&asOf=2026-01-31`, `${RESOLUTION}&figure=419001001001&part=why`,
  'cases', 'cases?view=board', 'map?indicator=case.resolution_rate', 'elder-care/visits', 'points/counter',
  'indicators', 'targets', 'seals', 'alerts', 'alerts/rules', 'notices', 'audit',
  'elder-care/bookings', 'activities', 'programs', 'digital-bridge', 'time-bank', 'register', 'register/import', 'accounts', 'organisations',
  'mine', 'mine/cases', 'mine/notices',
  'waiting', 'wall',
];
const DESK = { width: 1360, height: 900 };
const PHONE = { width: 390, height: 844 };

let street: TestStreet;
let network: Network;
let browser: Browser;
const opened: WatchedPage[] = [];

beforeAll(async () => {
  browser = await startBrowser();
  street = await startStreet();
  network = await networkTo(street.api.url);
});
afterAll(async () => {
  await browser?.close();
  await network?.close();
  await street?.api.close();
});

/** A page of the street's admin, at the resolution rates of the communities. */
async function signedIn(): Promise<Page> {
  const watched = await openPage(browser, `${network.url}${RESOLUTION}`);
  opened.push(watched);
  await signIn(watched.page, { login: 'street', password: PASSWORD });
  await bar(watched.page, '001001').waitFor();
  await watched.page.getByText('已连接').waitFor();
  return watched.page;
}

const bar = (page: Page, code: string) => page.locator(`li.bar[data-code="419001${code}"]`);
/** Another view in the same browser. */
async function beside(page: Page, path: string): Promise<Page> {
  const other = await watch(page.context(), `${network.url}${path}`);
  opened.push(other);
  await other.page.getByText('已连接').waitFor();
  return other.page;
}
/** Lost by a reload. */
const mark = (page: Page) => page.evaluate('window.marked = true');
const isMarked = (page: Page) => page.evaluate('window.marked === true');
const expectNoProblems = () => expect(opened.flatMap(({ problems }) => problems)).toEqual([]);

test('a wrong password is told plainly, the right one opens the street with a bar for every community', async () => {
  const watched = await openPage(browser, `${network.url}${RESOLUTION}`);
  opened.push(watched);
  const { page } = watched;
  await signIn(page, { login: 'street', password: 'not the password' });
  await page.getByRole('alert').getByText('区县代码、账号或密码不对').waitFor();
  await signIn(page, { login: 'street', password: PASSWORD });
  await bar(page, '001001').getByText('50.0%').waitFor();
  expect(await bar(page, '001001').innerText()).toMatch(/5 \/ 10/);
  expect(await bar(page, '001002').innerText()).toMatch(/样本过少[^]*1 \/ 2/);
  expect(await bar(page, '001003').innerText()).toMatch(/未接入/);
  expect(await bar(page, '001003').innerText()).not.toMatch(/\d/);
  await choose(page, '指标', '满意率');
  await bar(page, '001001').locator('.value').getByText('无数据').waitFor();
  expect((await bar(page, '001001').locator('.value').innerText()).replace('测试COMMUNITY001001', '')).not.toMatch(/\d/);
  expect(await page.getByText('演示数据').count()).toBe(0);
  expectNoProblems();
});

test('a script written into the page and a request to another host are refused, and these tests would notice', async () => {
  const { page, problems, close } = await openPage(browser, network.url);
  await page.evaluate(`{
    const script = document.createElement('script');
    script.textContent = 'window.ran = true';
    document.head.append(script);
    fetch('http://localhost:9/').catch(() => undefined);
  }`);
  await page.waitForTimeout(300);
  expect(await page.evaluate('window.ran === undefined')).toBe(true);
  expect(problems.length).toBeGreaterThanOrEqual(2);
  await close();
});

test('a bar moves without a reload when a case changes elsewhere', async () => {
  const page = await signedIn();
  const overview = await beside(page, '');
  await mark(page);
  expect(await bar(page, '001001').locator('.fill').getAttribute('style')).toBe('width: 50%;');
  await street.followedUp(street.api.district.grids[0], true);
  await bar(page, '001001').getByText('54.5%').waitFor();
  expect(await bar(page, '001001').locator('.fill').getAttribute('style')).toMatch(/^width: 54\.5/);
  expect(await bar(page, '001001').locator('.flash').count()).toBe(1);
  await overview.locator('.ticker li').getByText('回访').first().waitFor();
  expect(await isMarked(page)).toBe(true);
  expectNoProblems();
});

test('after a cut connection the page says so, and catches up by itself when it is back', async () => {
  const page = await signedIn();
  const cases = await beside(page, 'cases');
  await mark(page);
  await mark(cases);
  network.cut();
  await page.getByText('正在重连').waitFor();
  await page.getByText('您看到的停在').waitFor();
  await street.followedUp(street.api.district.grids[0], true);
  await street.submit('断网时来的');
  expect(await bar(page, '001001').innerText()).toMatch(/54\.5%/);
  network.mend();
  await bar(page, '001001').getByText('58.3%').waitFor();
  await page.getByText('已连接').waitFor();
  await cases.getByRole('heading', { name: '断网时来的' }).waitFor();
  expect(await isMarked(cases)).toBe(true);
  await street.followedUp(street.api.district.grids[0], true);
  await bar(page, '001001').getByText('61.5%').waitFor();
  expect(await isMarked(page)).toBe(true);
  expectNoProblems();
});

test('a case is taken in and handled in the page, step by step, and its community\'s bar moves', async () => {
  const page = await signedIn();
  await choose(page, '指标', '首次响应时长');
  await bar(page, '001002').getByText('样本过少').first().waitFor();
  const cases = await beside(page, 'cases');
  await choose(cases, '社区', '测试COMMUNITY001002');
  await choose(cases, '网格', '测试GRID001002001');
  await choose(cases, '类别', '公共设施');
  await cases.getByLabel('标题').fill('楼道扶手松了');
  await cases.getByRole('button', { name: '提交' }).click();
  const matter = cases.locator('li.case', { hasText: '楼道扶手松了' });
  for (const name of ['受理', '派给我', '开始处置']) await matter.getByRole('button', { name }).click();
  await bar(page, '001002').getByText('/ 3').waitFor();
  await matter.getByLabel('办理结果').click();
  await cases.locator('.ant-select-item-option', { hasText: '部分解决' }).click();
  await matter.getByRole('button', { name: '办结' }).click();
  await matter.getByText('已办结').waitFor();
  await matter.getByRole('button', { name: '结案' }).click();
  await matter.getByText('已结案').waitFor();
  for (const move of ['受理', '派单', '开始处置', '办结', '结案']) await cases.locator('.ticker strong', { hasText: move }).first().waitFor();
  expectNoProblems();
});

test('on every page axe finds nothing serious, generated data is marked, and nothing is cut off on a phone', async () => {
  await markGenerated(street.api);
  const page = await signedIn();
  for (const path of PAGES) {
    await page.setViewportSize(DESK);
    await page.goto(`${network.url}${path}`);
    await page.locator('main h1').waitFor();
    await page.locator('.ant-skeleton').first().waitFor({ state: 'detached' });
    expect([path, await page.getByText('演示数据').first().isVisible()]).toEqual([path, true]);
    expect([path, await seriousFindings(page)]).toEqual([path, []]);
    await page.setViewportSize(PHONE);
    await page.waitForTimeout(300); // charts follow a moment later
    expect([path, await page.evaluate('document.documentElement.scrollWidth')]).toEqual([path, PHONE.width]);
  }
  await page.setViewportSize(DESK);
  await page.getByRole('link', { name: '退出大屏' }).click();
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByRole('heading', { name: 'Which communities need you' }).waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  expectNoProblems();
});

test('from a place that stands out one comes to the place, its cases and what was done', async () => {
  await street.submit('灯杆歪了');
  const page = await signedIn();
  await page.getByRole('button', { name: '测试COMMUNITY001001', exact: true }).click();
  await page.getByRole('link', { name: '看这个地方' }).click();
  await page.getByRole('heading', { name: '测试COMMUNITY001001', level: 1 }).waitFor();
  await page.getByRole('link', { name: /解决率/ }).getByText(/%/).first().waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  await page.getByRole('link', { name: '灯杆歪了' }).click();
  await page.getByRole('heading', { name: '办理经过' }).waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  expectNoProblems();
});

test('a one-time password asks for a new one, also after a reload, and the new one works', async () => {
  const watched = await openPage(browser, network.url);
  opened.push(watched);
  const { page } = watched;
  const next = 'a password of my own';
  await signIn(page, { login: 'once', password: ONCE });
  await page.getByRole('heading', { name: '设置新密码' }).waitFor();
  await page.reload();
  await page.getByLabel('新密码').fill(next);
  await page.getByLabel('再输一遍').fill('something else');
  await page.getByRole('button', { name: '设置新密码' }).click();
  await page.getByText('两次输入不一样').waitFor();
  await page.getByLabel('再输一遍').fill(next);
  await page.getByRole('button', { name: '设置新密码' }).click();
  const inside = page.getByRole('heading', { name: '哪些社区需要您' });
  await inside.waitFor();
  await page.getByRole('button', { name: '退出' }).click();
  await signIn(page, { login: 'once', password: next });
  await inside.waitFor();
  await page.getByText('已连接').waitFor();
  expectNoProblems();
});

test('a session that ends elsewhere ends on the open page', async () => {
  const page = await signedIn();
  const { api } = street;
  const elsewhere = await api.ask('mutation($input: SessionSignInInput!) { sessionSignIn(input: $input) { token } }', {
    input: { district: '419001', login: 'street', password: PASSWORD },
  });
  await api.ask('mutation($input: AccountSetPasswordInput!) { accountSetPassword(input: $input) { userErrors { code } } }',
    { input: { password: PASSWORD, currentPassword: PASSWORD } }, elsewhere.data?.sessionSignIn.token as string);
  await page.getByText('登录已失效').waitFor();
  expectNoProblems();
});

test('two districts in two browsers never mix, though both have a street by the same account', async () => {
  const { api, submit } = street;
  const other = await buildDistrict(api.domain, 330_782, '别处');
  const admin = await buildActor(api.domain, 330_782, 'STREET_ADMIN', other.street);
  await api.domain.access.createAccount(system(330_782), {
    login: 'street', password: PASSWORD, once: false, displayName: '李街道', roles: [{ role: 'STREET_ADMIN', placeId: other.street }],
  });
  const open = async (district: string) => {
    const watched = await openPage(browser, network.url);
    opened.push(watched);
    await signIn(watched.page, { district, login: 'street', password: PASSWORD });
    await watched.page.getByText('已连接').waitFor();
    return watched.page;
  };
  const [here, there] = [await open('419001'), await open('330782')];
  await submit('这里的路灯');
  await buildCase(api.domain, admin, other, { placeId: other.grids[0], title: '那里的井盖', onBehalf: true });
  await here.locator('.ticker').getByText('这里的路灯').first().waitFor();
  await there.locator('.ticker').getByText('那里的井盖').first().waitFor();
  for (const [page, foreign] of [[here, /别处|那里的井盖/], [there, /测试|这里的路灯/]] as const) {
    await page.getByRole('link', { name: '诉求' }).first().click();
    await page.getByText(page === here ? '这里的路灯' : '那里的井盖').first().waitFor();
    expect(await page.locator('body').innerText()).not.toMatch(foreign);
  }
  expectNoProblems();
});
