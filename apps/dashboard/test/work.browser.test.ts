import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { WellbeingVisit } from '@linli/domain/elder-care/wellbeing-visit.entity';
import { dayOf, startOf } from '@linli/domain/shared/clock';
import { system } from '@linli/domain/shared/performer';
import { buildCare, CareStand } from '@linli/domain/testing/care-stand';
import { buildActor, buildResident } from '@linli/domain/testing/build';
import { buildScheme } from '@linli/domain/testing/points-stand';
import { residentLine, residentsCsv } from '@linli/domain/testing/residents-file';
import { FolderStorage } from '@linli/storage/folder';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { globalId, parseGlobalId } from '../../../services/api/src/graphql/global-id.ts';
import { choose, openPage, seriousFindings, signIn, startBrowser, type WatchedPage } from './browser.ts';
import { moveIn } from './neighbour.ts';
import { networkTo, type Network } from './network.ts';
import { PASSWORD, startStreet, type TestStreet } from './street.ts';

let street: TestStreet;
let network: Network;
let browser: Browser;
let folder: string;
const opened: WatchedPage[] = [];

beforeAll(async () => {
  browser = await startBrowser();
  folder = await mkdtemp(join(tmpdir(), 'linli-page-'));
  street = await startStreet({ storage: new FolderStorage(folder, Buffer.alloc(32, 1)) });
  network = await networkTo(street.api.url);
});
afterEach(() => network.mend());
afterAll(async () => {
  await browser?.close();
  await network?.close();
  await street?.api.close();
  await rm(folder, { recursive: true, force: true });
});

/** A page of the street's admin. */
async function signedIn(path: string, keeps = false): Promise<Page> {
  const watched = await openPage(browser, `${network.url}${path}`, keeps);
  opened.push(watched);
  await signIn(watched.page, { login: 'street', password: PASSWORD });
  return watched.page;
}

const PHONE = { width: 390, height: 844 };
/** A page on a telephone, before anybody is signed in. */
async function onPhone(path: string): Promise<WatchedPage> {
  const watched = await openPage(browser, `${network.url}${path}`);
  opened.push(watched);
  await watched.page.setViewportSize(PHONE);
  return watched;
}

/** axe finds nothing serious, and nothing is cut off, at twice the size of text either. */
async function looksWell(page: Page): Promise<void> {
  expect([page.url(), await seriousFindings(page)]).toEqual([page.url(), []]);
  for (const size of ['', '260%']) { // large print is 130 %
    await page.evaluate(`document.documentElement.style.fontSize = '${size}'`);
    expect([page.url(), size, await page.evaluate('document.documentElement.scrollWidth')]).toEqual([page.url(), size, PHONE.width]);
  }
  await page.evaluate("document.documentElement.style.fontSize = ''");
}

const expectNoProblems = () => expect(opened.flatMap(({ problems }) => problems)).toEqual([]);

test('without a network a case waits, the page opens again, records another, and each is there once when the network is back', async () => {
  const { api } = street;
  const page = await signedIn('cases', true);
  const kept = 'navigator.serviceWorker.ready.then(async () => [...(await (await caches.open((await caches.keys())[0])).keys())].map(each => new URL(each.url).pathname))';
  expect((await page.evaluate<string[]>(kept)).filter(path => !/^\/(index\.html|icon\.svg|assets\/.+)$/.test(path))).toEqual([]);
  const { headers } = await fetch(new URL('/service-worker.js', api.url));
  expect([headers.get('cache-control'), headers.get('content-security-policy')]).toEqual(['no-cache', expect.stringContaining("worker-src 'self'")]);
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
  await page.reload();
  await page.getByRole('heading', { name: '没有网络' }).waitFor();
  await page.getByText('断网时报的井盖').waitFor();
  await page.getByLabel('什么事').fill('断网时重开后报的路灯');
  await page.getByLabel('类别').selectOption({ label: '公共设施' });
  await page.getByRole('button', { name: '提交' }).click();
  await page.getByText('断网时重开后报的路灯').waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  expect(await page.evaluate<string>('JSON.stringify({ ...localStorage })')).not.toContain('王街道');
  network.mend();
  await page.getByText('都已上传').waitFor();
  const { token } = await api.ask('mutation($input: SessionSignInInput!) { sessionSignIn(input: $input) { token } }', {
    input: { district: '419001', login: 'street', password: PASSWORD },
  }).then(({ data }) => data?.['sessionSignIn']);
  const { data } = await api.ask('{ cases(filter: { statuses: [RECEIVED] }, first: 100) { nodes { title receivedAt } } }', {}, token);
  const found = data?.['cases'].nodes.filter(({ title }: { title: string }) => title.startsWith('断网时')).toReversed();
  expect(found.map(({ title }: { title: string }) => title)).toEqual(['断网时报的井盖', '断网时重开后报的路灯']);
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
  expect(await seriousFindings(page)).toEqual([]);
  await page.getByRole('button', { name: '丢弃' }).click();
  await page.getByRole('button', { name: /确\s*定/ }).click();
  await page.getByText('都已上传').waitFor();
  expectNoProblems();
});

test('a case that is refused when it is sent is mended: elsewhere it is taken in, as of when it was recorded', async () => {
  const { database } = street.api;
  const closed = (at: string) => database.owner(`update place set closed_at = ${at} where code = '419001001002'`);
  const page = await signedIn('cases');
  await choose(page, '社区', '测试COMMUNITY001002');
  await choose(page, '类别', '公共设施');
  await page.getByLabel('标题').fill('护栏松了');
  await page.waitForLoadState('networkidle');
  network.cut();
  await page.getByRole('button', { name: '提交', exact: true }).click();
  await page.getByRole('link', { name: '待上传 1' }).click();
  const before = Date.now();
  await closed('now()');
  network.mend();
  await page.getByRole('button', { name: '再上传' }).click();
  await page.getByRole('link', { name: '修改' }).click();
  await closed('null');
  await choose(page, '社区', '测试COMMUNITY001001');
  expect(await page.getByLabel('标题').inputValue()).toBe('护栏松了');
  await page.getByRole('button', { name: '提交', exact: true }).click();
  await page.getByText('已提交，受理编号').waitFor();
  expect(await page.getByRole('link', { name: /待上传/ }).count()).toBe(0);
  const [found] = await database.owner<{ at: Date }>("select received_at as at from service_case where title = '护栏松了'");
  expect(new Date(found?.at ?? 0).getTime()).toBeLessThan(before);
  expectNoProblems();
});

test('what is reserved is handed over for its code', async () => {
  const { domain, district } = street.api;
  const { reserved } = await buildScheme(domain, district);
  const admin = await buildActor(domain, district.districtId, 'DISTRICT_ADMIN', district.root);
  const { code } = await domain.points.redemptions.renewCode(admin, reserved.id);
  const page = await signedIn('points/counter');
  await page.getByLabel('取货码').fill(code ?? '');
  await page.getByRole('button', { name: '交付' }).click();
  await page.getByText('已交付').waitFor();
  expectNoProblems();
});

test('a place at the care centre is booked for somebody found by name, and given', async () => {
  const { domain, district } = street.api;
  const care = await CareStand.build(domain, district, '北街');
  await buildResident(domain, district, { name: '欧阳秀英' });
  const service = await care.service({ price: 0 });
  const slot = await care.slot(service, 2);
  const day = new Date(slot.startsAt.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
  const page = await signedIn(`elder-care/bookings?day=${day}&centre=${globalId('CareCentre', care.centre.id)}`);
  await page.getByText('已订 0 / 2').waitFor();
  await page.getByRole('button', { name: '代人预约' }).click();
  await page.getByLabel('姓名、拼音、证件号或手机号').fill('欧阳');
  await page.locator('.ant-select-item-option').first().click();
  await page.getByRole('button', { name: '预约', exact: true }).click();
  await page.getByText('已预约').waitFor();
  await page.getByText('已订 1 / 2').waitFor();
  await page.getByRole('button', { name: '签到' }).click();
  await page.getByText('状态已变').waitFor(); // it is tomorrow's
  expect(await seriousFindings(page)).toEqual([]);
  expectNoProblems();
});

test('a daughter signs herself up for an activity, and for her mother books a meal, sees her points, redeems some and confirms a service, in large print', async () => {
  await moveIn(street.api);
  const { page } = await onPhone('');
  await signIn(page, { login: 'daughter', password: PASSWORD });
  await page.getByRole('heading', { name: '王丽' }).waitFor();
  expect(await page.getByRole('link', { name: /总览|比较|居民|账号/ }).count()).toBe(0);
  await page.getByRole('navigation').getByRole('link', { name: '活动' }).click();
  await page.getByRole('button', { name: '报名 重阳节联欢' }).click();
  await page.getByText('已报名').waitFor();
  await page.getByRole('button', { name: '取消报名 重阳节联欢' }).click();
  await page.getByRole('button', { name: '报名 重阳节联欢' }).waitFor();

  await page.getByRole('button', { name: '陈**' }).click();
  expect(new URL(page.url()).searchParams.get('for')).not.toBeNull();
  await page.getByRole('button', { name: '报名 重阳节联欢' }).click();
  await page.getByText('已报名').waitFor();
  await page.getByRole('button', { name: '大字版' }).click();
  await page.getByRole('link', { name: '回首页' }).click();
  await page.getByRole('link', { name: '订餐预约' }).click();
  await page.getByText('¥20.00').waitFor();
  await page.getByRole('button', { name: '预约 午餐 11:00' }).click();
  await page.getByText('已约好').waitFor();
  await looksWell(page);
  await page.getByRole('link', { name: '回首页' }).click();
  await page.getByRole('link', { name: /重阳节联欢/ }).waitFor();
  await looksWell(page);
  await page.getByRole('link', { name: /^积分/ }).click();
  await page.getByText('120').first().waitFor();
  await page.getByRole('button', { name: '兑换 洗衣液' }).click();
  expect(await page.locator('.code').innerText()).toMatch(/^\d{8}$/);
  await looksWell(page);
  await page.getByRole('link', { name: '回首页' }).click();
  await page.getByRole('link', { name: /时间银行/ }).click();
  await page.getByRole('button', { name: '确认服务' }).click();
  await page.getByText('没有约好的互助').waitFor();
  await page.getByRole('button', { name: '请人帮忙' }).click();
  await page.getByText('正在找人').waitFor();
  await looksWell(page);
  await page.reload();
  expect(await page.getByRole('button', { name: '大字版' }).getAttribute('aria-pressed')).toBe('true');
  expect(await page.getByRole('button', { name: '陈**' }).getAttribute('aria-pressed')).toBe('true');
  expectNoProblems();
});

test('a spreadsheet with a wrong cell is told by row, and its right rows are written', async () => {
  const { domain, district: { districtId } } = street.api;
  const page = await signedIn('register/import');
  const [template] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: '下载模板' }).click()]);
  expect(template.suggestedFilename()).toBe('居民台账 模板.xlsx');
  await choose(page, '导入到', '测试COMMUNITY001001');
  const lines = Array.from({ length: 6 }, (_, n) => ({ ...residentLine(n, ['419001001001001']), ...(n === 4 && { 手机号: '123' }) }));
  await page.locator('input[type=file]').setInputFiles({ name: '居民.csv', mimeType: 'application/vnd.ms-excel', buffer: Buffer.from(residentsCsv(lines)) });
  await page.getByRole('button', { name: '上传并检查' }).click();
  await page.getByText('排队检查').waitFor();
  const id = await page.evaluate<string>("new URLSearchParams(location.search).get('import')");
  const row = { districtId, id: parseGlobalId(id)?.id ?? '' };
  await domain.sheetJobs.check(row);
  await page.getByText('有误的格子 1').waitFor();
  expect(await page.locator('.wrong-cells li').innerText()).toMatch(/^第 6 行/);
  expect(await seriousFindings(page)).toEqual([]);
  await page.getByRole('button', { name: '只写入正确的行' }).click();
  await page.getByText('正在写入').waitFor();
  await domain.sheetJobs.apply(row);
  await page.getByText('已写入').waitFor();
  await page.goto(`${network.url}register?q=${encodeURIComponent(lines[0]?.姓名 ?? '')}`);
  await page.locator('main li a').first().click();
  await page.getByText('人户状态').waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  await page.locator('dd a').click();
  await page.locator('main li').nth(1).waitFor();
  expectNoProblems();
});

test('the accounts that a spreadsheet of workers makes have one-time passwords, which are taken once', async () => {
  const { domain, district: { districtId } } = street.api;
  const page = await signedIn('register/import');
  await choose(page, '表格', '人员');
  const content = '登录名,姓名,手机号,角色,任职地点\nlifang,李芳,13812345678,网格员,419001001001001\n';
  await page.locator('input[type=file]').setInputFiles({ name: '人员.csv', mimeType: 'text/csv', buffer: Buffer.from(content) });
  await page.getByRole('button', { name: '上传并检查' }).click();
  await page.getByText('排队检查').waitFor();
  const id = await page.evaluate<string>("new URLSearchParams(location.search).get('import')");
  const row = { districtId, id: parseGlobalId(id)?.id ?? '' };
  await domain.sheetJobs.check(row);
  await page.getByRole('button', { name: '全部写入' }).click();
  await page.getByText('正在写入').waitFor();
  await domain.sheetJobs.apply(row);
  await page.getByRole('button', { name: '领取一次性密码' }).click();
  await page.getByRole('row', { name: 'lifang 李芳' }).getByRole('cell').nth(2).waitFor();
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: '存为 XLSX' }).click()]);
  expect(file.suggestedFilename()).toBe('人员 一次性密码.xlsx');
  expect(await seriousFindings(page)).toEqual([]);
  await page.reload();
  await page.getByRole('button', { name: '领取一次性密码' }).click();
  await page.getByText('没有可领取的').waitFor();
  expectNoProblems();
});
