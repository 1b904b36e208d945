import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { ActivityAttendance } from '@linli/domain/activities/activity-attendance.entity';
import { WellbeingVisit } from '@linli/domain/elder-care/wellbeing-visit.entity';
import { addDays, dayOf, startOf } from '@linli/domain/shared/clock';
import { system } from '@linli/domain/shared/performer';
import { buildActivity, sessionIn } from '@linli/domain/testing/activity-stand';
import { buildResident } from '@linli/domain/testing/build';
import { buildProgram } from '@linli/domain/testing/build-programs';
import { buildTimeBank } from '@linli/domain/testing/build-time-bank';
import { buildCare, CareStand } from '@linli/domain/testing/care-stand';
import type { Browser, Page } from 'playwright-core';
import { globalId } from '../../../services/api/src/graphql/global-id.ts';
import { openPage, seriousFindings, signIn, startBrowser, type WatchedPage } from './browser.ts';
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

test('a roll is called on a telephone: two come, the network goes, a third comes, and all three are there once when it is back', async () => {
  const { domain, district } = street.api;
  const session = sessionIn(domain, -0.5);
  const { id } = await buildActivity(domain, district, { title: '手机课', sessions: [session] });
  for (const name of ['赵甲', '钱二', '孙三', '李四']) {
    const { id: residentId } = await buildResident(domain, district, { name });
    await domain.activities.signUps.signUp(system(district.districtId), { activityId: id, residentId, channel: 'WINDOW' });
  }
  const page = await signedIn(`activities?day=${dayOf(session.startsAt)}`); // of yesterday, soon after midnight
  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByRole('link', { name: /手机课/ }).first().click();
  const here = (name: string) => page.getByRole('button', { name: `签到 ${name}` });
  for (const name of ['赵*', '钱*']) await here(name).click();
  await page.getByText('已到 2').waitFor();
  expect((await here('孙*').boundingBox())?.height).toBeGreaterThanOrEqual(44);
  expect(await seriousFindings(page)).toEqual([]);
  await page.waitForLoadState('networkidle');
  network.cut();
  await here('孙*').click();
  await page.getByRole('link', { name: '待上传 1' }).waitFor();
  network.mend();
  await page.evaluate("dispatchEvent(new Event('online'))"); // as a telephone says it
  await page.getByText('已到 3').waitFor();
  await page.getByRole('button', { name: '未到 李*' }).click();
  await page.getByRole('button', { name: '点名完成：其余 0 人到，1 人未到' }).click();
  await page.getByText('已到 3').waitFor();
  const rows = await domain.unit.of(system(district.districtId), 'test.look', tx => tx.find(ActivityAttendance, { activityId: id }));
  expect(rows.map(({ way }) => way)).toEqual(['RECORDED', 'RECORDED', 'RECORDED']);
  expectNoProblems();
});

test('of a program one sees what is done and what is left of its money, and spends no more than that', async () => {
  const { domain, district } = street.api;
  const { running } = await buildProgram(domain, district, '示范');
  const page = await signedIn(`programs/${globalId('Program', running.id)}`);
  await page.getByText('完成于').waitFor();
  await page.getByRole('button', { name: '改为未完成' }).click();
  await page.getByRole('button', { name: '完成 示范需求调查' }).click();
  await page.getByText('完成于').waitFor();
  const spend = async (yuan: string) => {
    await page.getByLabel('金额（元）').fill(yuan);
    await page.getByLabel('用途').fill('投影仪');
    await page.getByLabel('收款方').fill('电器行');
    await page.getByRole('button', { name: '记一笔支出' }).click();
  };
  await spend('4000.01');
  await page.getByText('超出预算').waitFor();
  await spend('1234.56');
  await page.getByText('¥2,765.44').first().waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  expectNoProblems();
});

test('a request is given to a volunteer who was proposed, agreed on for tomorrow, and not begun before that', async () => {
  const { domain, district } = street.api;
  await buildTimeBank(domain, district, '互助');
  const page = await signedIn('time-bank');
  await page.getByRole('button', { name: '找志愿者' }).click();
  await page.getByRole('button', { name: '派给' }).click();
  await page.getByText('没有待接的需求').waitFor();
  await page.getByText('进行中', { exact: true }).click();
  const matched = page.getByRole('region', { name: '约时间' });
  await matched.getByRole('button', { name: '约时间' }).click();
  await matched.getByLabel('开始时间').fill(`${addDays(dayOf(domain.clock.now()), 1)}T10:00`);
  await matched.getByRole('button', { name: '提交' }).click();
  await matched.getByText('已预约').waitFor();
  await matched.getByRole('button', { name: '签到' }).click();
  await matched.getByText('还没到约好的时间').waitFor();
  await matched.getByRole('link', { name: '陪伴聊天' }).click();
  await page.getByRole('heading', { name: '服务过程' }).waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  expectNoProblems();
});

test('a visit that is recorded says how somebody is, and is gone when the list is read anew', async () => {
  const { domain, district } = street.api;
  const resident = await buildResident(domain, district, { name: '何奶奶' });
  const { visit } = await buildCare(domain, district, resident.id, '再次');
  await domain.unit.of(system(district.districtId), 'test.due', async tx => {
    const row = await tx.get(WellbeingVisit, visit.id);
    if (row) row.dueAt = startOf(dayOf(domain.clock.now()));
  });
  const page = await signedIn('elder-care/visits');
  const tile = page.locator('main li', { hasText: '何*' });
  await tile.getByRole('button', { name: '平安' }).click();
  await tile.locator('.good', { hasText: '平安' }).waitFor();
  await page.evaluate("document.dispatchEvent(new Event('visibilitychange'))");
  await tile.waitFor({ state: 'detached' });
  expectNoProblems();
});

test('of two who are booked one comes and is served, the other is written down as not having come', async () => {
  const { domain, district, database } = street.api;
  const care = await CareStand.build(domain, district, '南街');
  const slot = await care.slot(await care.service({ price: 0 }), 2);
  for (const name of ['周来', '吴缺']) await care.book(slot, (await buildResident(domain, district, { name })).id);
  const today = dayOf(domain.clock.now());
  const begun = startOf(today).toISOString();
  await database.owner(`update care_slot set closes_at = '${begun}', starts_at = '${begun}', ends_at = timestamptz '${begun}' + interval '1 hour' where id = '${slot.id}'`);
  await database.owner(`update care_booking set starts_at = '${begun}' where slot_id = '${slot.id}'`);
  const page = await signedIn(`elder-care/bookings?day=${today}&centre=${globalId('CareCentre', care.centre.id)}`);
  const booking = (name: string) => page.locator('li.booking', { hasText: name });
  await booking('周*').getByRole('button', { name: '签到' }).click();
  await booking('周*').getByText('已签到').waitFor();
  await booking('周*').getByRole('button', { name: '完成' }).click();
  await booking('周*').getByText('已完成').waitFor();
  await booking('吴*').getByRole('button', { name: '未到' }).click();
  await page.locator('li.booking button').first().waitFor({ state: 'detached' });
  await booking('吴*').getByText('未到').waitFor();
  expectNoProblems();
});
