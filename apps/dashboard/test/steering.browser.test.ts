import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { openPage, seriousFindings, signIn, startBrowser, type WatchedPage } from './browser.ts';
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

test('a figure opens its records and why it changed, and whoever is sent the address sees the same', async () => {
  await go('compare?indicator=case.resolution_rate');
  await page.locator('li.bar[data-code="419001001001"]').getByRole('button', { name: '明细和原因' }).click();
  const drawer = page.getByRole('dialog');
  await drawer.getByText('可以查看的记录 5 条').waitFor();
  await drawer.getByText('分母', { exact: true }).click();
  await drawer.getByText('可以查看的记录 10 条').waitFor();
  expect(await drawer.getByRole('link', { name: '路灯不亮' }).count()).toBe(10);
  await drawer.getByText('为什么变了').click();
  await drawer.getByRole('row', { name: '分母 0 +10 −0 10' }).waitFor();
  await expectUsable();
  await page.reload();
  await drawer.getByRole('row', { name: '分子 0 +5 −0 5' }).waitFor();
  await drawer.getByRole('button', { name: '关闭' }).click();
  await drawer.waitFor({ state: 'detached' });
});
