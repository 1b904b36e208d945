import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';

const EXECUTABLE = process.env.CHROMIUM ?? '/usr/bin/chromium';
/** What the network says while a test has cut it. */
const OFFLINE = /net::ERR_|WebSocket connection to/;

/** A headless Chromium that talks to nobody by itself. @throws Error naming what to install */
export async function startBrowser(): Promise<Browser> {
  if (!existsSync(EXECUTABLE)) {
    throw new Error(`There is no Chromium at ${EXECUTABLE}: install it (Debian: apt-get install chromium fonts-noto-cjk), or name yours in CHROMIUM.`);
  }
  return chromium.launch({
    executablePath: EXECUTABLE,
    args: [
      '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync',
    ],
  });
}

/** A page, and what it should never do. */
export interface WatchedPage {
  readonly page: Page;
  /** Errors in the console (a violated policy is one), exceptions, and requests to other hosts. */
  readonly problems: string[];
  close(): Promise<void>;
}

/** @param keeps whether the browser keeps the page's files, so that it opens without a network; elsewhere that would be done for nothing */
export async function openPage(browser: Browser, url: string, keeps = false): Promise<WatchedPage> {
  return watch(await browser.newContext({ locale: 'zh-CN', viewport: { width: 1360, height: 900 }, serviceWorkers: keeps ? 'allow' : 'block' }), url);
}

/** One more page of a browser that somebody may be signed in with. */
export async function watch(context: BrowserContext, url: string): Promise<WatchedPage> {
  const { origin } = new URL(url);
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const problems: string[] = [];
  page.on('console', message => {
    if (message.type() === 'error' && !OFFLINE.test(message.text())) problems.push(message.text());
  });
  page.on('pageerror', error => problems.push(error.message));
  page.on('request', request => {
    if (new URL(request.url()).origin !== origin && !/^(data|blob):/.test(request.url())) problems.push(`asked ${request.url()}`);
  });
  await page.goto(url);
  return { page, problems, close: () => context.close() };
}

/** Chooses in a list that drops down. */
export async function choose(page: Page, label: string, option: string): Promise<void> {
  await page.getByLabel(label, { exact: true }).click();
  await page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option', { hasText: option }).click();
}

const axe = createRequire(import.meta.url)('axe-core') as { readonly source: string };

interface Findings {
  readonly violations: readonly { readonly id: string; readonly impact: string; readonly nodes: readonly { readonly html: string }[] }[];
}

/** What axe finds on a page that keeps somebody from using it. */
export async function seriousFindings(page: Page): Promise<string[]> {
  await page.locator('[class*="-leave-active"]').first().waitFor({ state: 'detached' }); // what has been closed is on its way out
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate<Findings>("axe.run({ resultTypes: ['violations'] })");
  return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
}

export interface Credentials {
  readonly district?: string;
  readonly login: string;
  readonly password: string;
}

export async function signIn(page: Page, { district = '419001', login, password }: Credentials): Promise<void> {
  await page.getByLabel('区县代码').fill(district);
  await page.getByLabel('账号').fill(login);
  await page.getByLabel('密码').fill(password);
  await page.getByRole('button', { name: '登录' }).click();
}
