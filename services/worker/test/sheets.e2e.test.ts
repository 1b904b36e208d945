import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { buildActor } from '@linli/domain/testing/build';
import { residentLine, residentsCsv } from '@linli/domain/testing/residents-file';
import { countsOf, SheetStand } from '@linli/domain/testing/sheet-stand';
import { once } from 'node:events';
import { DISTRICT, Stand, until } from './stand.ts';

const ROWS = 6_000;

let stand: Stand;
let sheets: SheetStand;

beforeAll(async () => {
  stand = await Stand.open();
  sheets = await SheetStand.open(stand.domain);
});
afterAll(async () => {
  await sheets.close();
  await stand.close();
});

test('a worker killed while it writes an import leaves nothing of it; another writes it whole, and the figures are exact', async () => {
  const { domain, database, at } = stand;
  const admin = await buildActor(domain, DISTRICT, 'DISTRICT_ADMIN', at.root);
  const codes = (await database.owner<{ code: string }>(`select code from place where level = 'GRID' order by code`)).map(({ code }) => code);
  const checked = await sheets.checked(admin, 'residents', at.root, residentsCsv(Array.from({ length: ROWS }, (_, n) => residentLine(n, codes))));
  expect(countsOf(checked)).toBe(`${ROWS}/0/0/0`);
  const registered = async () => (await database.owner<{ n: number }>('select count(*)::int as n from resident'))[0]?.n;
  const one = await stand.start();
  await domain.imports.apply(admin, checked.id, { onlyRight: false });
  await until('rows have been written that nobody sees yet', async () => (await sheets.look(admin, checked.id)).doneCount >= 1_000);
  one.kill('SIGKILL');
  await once(one, 'exit');
  await until('its transaction has ended', async () => (await database.owner(`select from pg_stat_activity where usename = 'linli_writer' and state = 'idle in transaction' and xact_start < now() - interval '1 second'`)).length === 0);
  expect([(await sheets.look(admin, checked.id)).state, await registered()]).toEqual(['APPLYING', 0]);
  const two = await stand.start();
  await until('another has written it', async () => (await sheets.look(admin, checked.id)).state === 'APPLIED');
  expect([countsOf(await sheets.look(admin, checked.id)), await registered()]).toEqual([`${ROWS}/0/0/0`, ROWS]);
  expect(await stand.miscounted()).toEqual([]);
  expect(await stand.stop(two)).toBe(0);
}, 240_000);
