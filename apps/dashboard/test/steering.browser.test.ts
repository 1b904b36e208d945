import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { buildFigures } from '@linli/domain/testing/figures-stand';
import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { choose, openPage, seriousFindings, signIn, startBrowser, type WatchedPage } from './browser.ts';
import { PASSWORD, startStreet, type TestStreet } from './street.ts';

let street: TestStreet;
let browser: Browser;
let watched: WatchedPage;
let page: Page;

beforeAll(async () => {
  browser = await startBrowser();
  street = await startStreet();
  watched = await openPage(browser, street.api.url);
  page = watched.page;
  await signIn(page, { login: 'street', password: PASSWORD });
  await page.getByText('已连接').waitFor();
});
afterAll(async () => {
  await browser?.close();
  await street?.api.close();
});

const go = (path: string) => page.goto(`${street.api.url}/${path}`);
/** Nothing that the browser complains of, and nothing that keeps somebody from using what is shown. */
async function expectUsable(): Promise<void> {
  expect(await seriousFindings(page)).toEqual([]);
  expect(watched.problems).toEqual([]);
}

test('a comparison is taken away as a workbook; a figure opens its records and why it changed, and whoever is sent the address sees the same', async () => {
  await go('compare?indicator=case.resolution_rate');
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'XLSX' }).click()]);
  expect(file.suggestedFilename()).toMatch(/解决率.*\.xlsx$/);
  await page.locator('li.bar[data-code="419001001001"]').getByRole('button', { name: '明细和原因' }).click();
  const drawer = page.getByRole('dialog');
  await drawer.getByText('可以查看的记录 5 条').waitFor();
  await drawer.getByText('分母', { exact: true }).click();
  await drawer.getByText('可以查看的记录 10 条').waitFor();
  expect(await drawer.getByRole('link', { name: '路灯不亮' }).count()).toBe(10);
  await drawer.getByText('为什么变了').click();
  await drawer.getByRole('row', { name: '分母 0 +10 −0 0 10' }).waitFor();
  await expectUsable();
  await page.reload();
  await drawer.getByRole('row', { name: '分子 0 +5 −0 0 5' }).waitFor();
  await drawer.getByRole('button', { name: '关闭' }).click();
  await drawer.waitFor({ state: 'detached' });
});

test('what is compared is compared as of another day, with peers alone and over two years, says so, and says so in what is taken away', async () => {
  await go('compare?indicator=case.resolution_rate&view=multiples');
  await page.getByText('24 个月', { exact: true }).click();
  await page.getByRole('img', { name: /测试COMMUNITY001001: .*50\.0%$/ }).waitFor();
  expect(await page.locator('.multiples svg').count()).toBe(3);
  const [picture] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'PNG' }).click()]);
  expect((await readFile(await picture.path())).subarray(1, 4).toString()).toBe('PNG');
  await page.getByRole('button', { name: '测试COMMUNITY001001', exact: true }).click();
  await page.getByText('只比同类').click();
  await page.getByText('只比测试COMMUNITY001001和与它最像的社区').waitFor();
  await page.getByLabel('截至').fill('2026-01-31');
  await page.getByText('这是 2026-01-31 结束时的数，不是现在的').waitFor();
  await page.getByText(/^截至 2026-01-31，测试COMMUNITY001001和与它同类的社区相比，/).waitFor();
  expect(await page.getByText('已连接').count()).toBe(0);
  expect(await page.getByRole('button', { name: '明细和原因' }).count()).toBe(0);
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'CSV' }).click()]);
  expect(file.suggestedFilename()).toMatch(/解决率 2026-01-01 – 2026-01-31 截至 2026-01-31 测试COMMUNITY001001及同类\.csv$/);
  expect(await readFile(await file.path(), 'utf8')).toMatch(/^\uFEFF".*截至 2026-01-31 测试COMMUNITY001001及同类"\r\n"代码","地方","2024-02"/);
  await expectUsable();
  await page.getByRole('button', { name: '全部社区' }).click();
  await page.getByRole('button', { name: '回到现在' }).click();
  await page.getByText('已连接').waitFor();
  await page.emulateMedia({ media: 'print' });
  await page.getByText('测试COMMUNITY001001', { exact: true }).first().waitFor(); // names are buttons, and stand on paper all the same
  await page.emulateMedia({ media: null });
  await page.getByText('表格', { exact: true }).click();
  await page.getByRole('columnheader', { name: /本期/ }).press('Enter');
  await page.locator('th[aria-sort=ascending]', { hasText: '本期' }).waitFor();
  expect(new URL(page.url()).searchParams.get('sort')).toBe('value');
});

test('a quarter is sealed, reviewed in a draft, signed, and its papers are taken away', async () => {
  await street.api.database.owner(`update place set onboarded_at = '2020-01-01' where onboarded_at is not null`);
  await go('seals');
  await page.getByLabel('时段内的一天').fill('2026-08-15');
  await page.getByLabel('说明').fill('三季度核对无误');
  await page.getByRole('button', { name: '封存', exact: true }).click();
  await page.getByText('三季度核对无误').waitFor();
  await page.getByRole('button', { name: '开始评审' }).click();
  await page.getByText('还没有意见').waitFor();
  await page.getByLabel('内容').fill('路灯报修集中');
  await page.getByRole('button', { name: '写入' }).click();
  await page.locator('.written', { hasText: '路灯报修集中' }).waitFor();
  await page.getByText('决定', { exact: true }).click();
  await page.getByLabel('内容').fill('逐盏排查');
  await page.getByLabel('期限').fill('2099-01-31');
  await page.getByRole('button', { name: '写入' }).click();
  await page.getByText('期限 2099-01-31').waitFor();
  await expectUsable();
  await page.getByRole('button', { name: '签署' }).click();
  await page.getByText('已签署').waitFor();
  for (const ending of ['.pdf', '.xlsx']) {
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: ending }).click()]);
    expect(file.suggestedFilename()).toMatch(new RegExp(`2026年第3季度 指标评审\\${ending}$`));
  }
  await page.getByRole('link', { name: '封存的数值' }).click();
  await page.getByText('没有一个数值变过').waitFor();
  await expectUsable();
  await page.getByLabel('说明').fill('补录后更正');
  await page.getByRole('button', { name: '更正封存' }).click();
  await page.getByText('补录后更正').waitFor();
  await page.getByRole('link', { name: '看被更正的' }).click();
  await page.getByText('三季度核对无误').waitFor();
  await page.getByRole('link', { name: '看更正' }).waitFor();
  expect(await page.getByRole('button', { name: '更正封存' }).count()).toBe(0);
});

test('a target that is set is what communities are measured by', async () => {
  await go('targets');
  await choose(page, '指标', '解决率');
  await page.getByLabel('目标值').fill('80');
  await page.getByRole('button', { name: '设定目标' }).click();
  await page.getByText('80.0%').waitFor();
  await expectUsable();
  await go('compare?indicator=case.resolution_rate&place=419001001001');
  await page.getByText(/目标 80\.0%（.*）未达到/).waitFor();
});

test('an alert is dismissed with a reason, which stands beside it', async () => {
  await buildFigures(street.api.domain, street.api.district);
  await go('alerts?state=ACKNOWLEDGED');
  await page.getByRole('button', { name: '忽略' }).click();
  await page.getByLabel('为什么不用处理').fill('活动室装修');
  await page.getByRole('button', { name: '忽略' }).click();
  await page.getByText('这里没有这样的预警').waitFor(); // among those acknowledged
  await page.getByText('已忽略').click();
  await page.getByText('活动室装修').waitFor();
  await expectUsable();
});

test('a rule on a threshold is set, and ended again', async () => {
  await go('alerts/rules');
  await choose(page, '指标', '解决率');
  await page.getByLabel('阈值').fill('70');
  await page.getByRole('button', { name: '设定规则' }).click();
  const rule = page.locator('.rows > li', { hasText: '解决率' });
  await rule.getByText('每个社区，月，低于 70.0%').waitFor();
  await expectUsable();
  await rule.getByRole('button', { name: '停用' }).click();
  await rule.waitFor({ state: 'detached' });
});

test('what was done to a case is found by its number', async () => {
  const { trackingNumber } = await street.submit('井盖松动');
  await go('audit');
  await page.getByLabel('诉求受理编号').fill(trackingNumber);
  await page.getByRole('button', { name: '查', exact: true }).click();
  await page.getByText('case.submit').waitFor();
  await page.getByText('井盖松动').waitFor();
  expect(watched.problems).toEqual([]);
});

test('somebody is invited, signs in by the password shown once, sees what the role allows, and is shut out again', async () => {
  await go('accounts');
  await page.getByLabel('姓名', { exact: true }).fill('周网格');
  await page.getByLabel('登录名', { exact: true }).fill('street');
  await choose(page, '任职地点', '测试COMMUNITY001001');
  await choose(page, '网格（选填）', '测试GRID001001001');
  await choose(page, '角色', '网格员');
  await page.getByRole('button', { name: '邀请', exact: true }).click();
  await page.getByText('这个登录名已有人用').waitFor();
  await page.getByLabel('登录名', { exact: true }).fill('zhou');
  await page.getByRole('button', { name: '邀请', exact: true }).click();
  const password = await page.locator('.once code').innerText();
  await expectUsable();

  const theirs = await openPage(browser, street.api.url);
  await signIn(theirs.page, { login: 'zhou', password });
  await theirs.page.getByLabel('新密码').fill('a password of my own');
  await theirs.page.getByLabel('再输一遍').fill('a password of my own');
  await theirs.page.getByRole('button', { name: '设置新密码' }).click();
  await theirs.page.getByRole('link', { name: '诉求' }).first().waitFor();
  expect(await theirs.page.getByRole('link', { name: '账号' }).count()).toBe(0);

  await page.locator('.once').getByRole('link', { name: '周网格' }).click();
  await page.getByRole('heading', { name: '周网格' }).waitFor();
  await page.getByLabel('改最后一天').first().fill('2099-12-31');
  await page.getByRole('button', { name: '改最后一天' }).click();
  await page.getByText('至 2099-12-31').waitFor();
  await choose(page, '任职地点', '测试COMMUNITY001002');
  await choose(page, '角色', '社区管理员');
  await page.getByRole('button', { name: '授予角色' }).click();
  const second = page.locator('.rows > li', { hasText: '社区管理员' });
  await second.getByRole('button', { name: '撤销' }).click();
  await second.getByText('已结束').waitFor();
  await expectUsable();
  await page.getByRole('button', { name: '停用账号' }).click();
  await page.getByRole('button', { name: '重新启用' }).waitFor();
  await theirs.page.getByLabel('密码').waitFor();
  expect(theirs.problems).toEqual([]);
  await theirs.close();
});
