import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { rowsOfFile } from '@linli/domain/sheets/files/read-file';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { globalId, parseGlobalId } from '../../src/graphql/global-id.ts';
import { apiSchema } from '../../src/graphql/schema.ts';
import { collect, startApi, until, type TestApi } from '../harness.ts';
import { report } from '../report.ts';
import { argumentsOf, asking, probedFields, sent } from './probes.ts';
import { NAMES, NUMBERS, buildTenant, type Signed, type Tenant } from './tenants.ts';

const MARK = '测试';
const NUMBERS_OF_PEOPLE = Object.values(NUMBERS);
/** Names stand in the register's tables as they are; nowhere else are they to be whole. */
const PERSONAL = [...NUMBERS_OF_PEOPLE, ...Object.values(NAMES).map(name => `${MARK}${name}`)];
const fields = probedFields(await apiSchema());

let api: TestApi;
let own: Tenant;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'linli-numbers-'));
  api = await startApi({ districtId: 419_001, logLevel: 'trace', calls: { place: () => Promise.reject(new Error('busy')) } });
  own = await buildTenant(api, api.district, MARK);
  // The account is the resident's own, and may see all that a resident may.
  await api.database.owner('update account set resident_id = $1 where id = $2', [own.people.resident, own.resident.accountId]);
});
afterAll(async () => {
  await api.close();
  await rm(folder, { recursive: true });
});

const found = (text: string, personal: readonly string[] = PERSONAL) => personal.filter(each => text.includes(each));
const everybody = (): Record<string, Signed> => ({
  admin: own.admin, street: own.street, worker: own.worker, hidden: own.hidden, resident: own.resident, partner: own.partner, organisation: own.organisation,
});

/** Everything in the database, as text. */
async function dump(): Promise<string> {
  const tables = await api.database.owner<{ name: string }>(`select table_schema || '.' || quote_ident(table_name) as name from information_schema.tables
    where table_type = 'BASE TABLE' and table_schema in ('public', 'graphile_worker')`);
  const parts = await Promise.all(tables.map(({ name }) => api.database.owner<{ text: string }>(`select coalesce(string_agg(t::text, E'\\n'), '') as text from ${name} t`)));
  return parts.map(([part]) => part?.text ?? '').join('\n');
}

/** What a file that somebody takes out holds, its cells as text. */
async function exported(kind: string, format: 'CSV' | 'XLSX', asked: object = {}): Promise<string> {
  const { data } = await api.ask('mutation($input: ExportCreateInput!) { exportCreate(input: $input) { export { id } userErrors { code field } } }',
    { input: { kind, placeId: globalId('Place', own.district.root), format, ...asked } }, own.admin.token);
  const id = parseGlobalId(data?.exportCreate.export.id)?.id ?? '';
  await api.domain.sheetJobs.write({ districtId: own.district.districtId, id });
  const [file] = await api.database.owner<{ attachment_id: string }>('select attachment_id from export where id = $1', [id]);
  const attachment = await api.domain.connections.reading(own.district.districtId, snapshot => api.domain.attachments.seen(snapshot, own.admin, file!.attachment_id));
  const path = join(folder, `${id}.${format}`);
  await writeFile(path, await buffer(await api.domain.attachments.content(attachment!)));
  const rows: unknown[] = [];
  for await (const row of rowsOfFile(path, () => undefined)) rows.push(row);
  return JSON.stringify(rows);
}

const search = (text: string) => ({
  query: 'query($search: String) { residents(search: $search) { totalCount nodes { id name phone idNumber kin { name phone } } } }', variables: { search: text },
});
const register = (input: object) => ({
  query: 'mutation($input: ResidentRegisterInput!) { residentRegister(input: $input) { resident { id } userErrors { code message field } } }',
  variables: { input: { placeId: globalId('Place', own.district.grids[0]), name: '某', standing: 'FLOATING', idempotencyKey: randomUUID(), ...input } },
});
const REVEAL = 'mutation($input: ResidentRevealInput!) { residentReveal(input: $input) { name idNumber phone userErrors { code field } } }';

test('no file that is taken out masked holds a personal number or a whole name, and one taken out for a purpose does', async () => {
  const { data } = await api.ask('{ sheetKinds { kind goesOut } }', {}, own.admin.token);
  const kinds: string[] = data?.sheetKinds.filter(({ goesOut }: { goesOut: boolean }) => goesOut).map(({ kind }: { kind: string }) => kind);
  expect(kinds).toEqual(expect.arrayContaining(['residents', 'cases']));
  for (const kind of kinds) {
    for (const format of ['CSV', 'XLSX'] as const) expect([kind, format, ...found(await exported(kind, format))]).toEqual([kind, format]);
  }
  const whole = { unmasked: true, purpose: `核对 ${NUMBERS.phone}` };
  for (const format of ['CSV', 'XLSX'] as const) {
    expect(found(await exported('residents', format, whole))).toEqual([NUMBERS.idNumber, NUMBERS.phone, NUMBERS.child, `${MARK}${NAMES.resident}`, `${MARK}${NAMES.child}`]);
    expect(found(await exported('cases', format, whole))).toEqual([NUMBERS.case]);
  }
});

test('no answer to anybody holds a personal number or a whole name: not of a query or command, not in an error, a push, the audit, the log or a table', async () => {
  const pushes = Object.values(everybody()).flatMap(({ token }) => fields.filter(({ operation }) => operation === 'subscription').map(probed => {
    const { query, variables } = asking(probed, [argumentsOf(probed, own)]);
    return collect(api.socket(token), query, variables);
  }));
  let asked = 0;
  const leaks: string[] = [];
  const look = async (as: string, token: string, name: string, body: object) => {
    asked += 1;
    const answer = await sent(api, token, body);
    if (found(answer).length > 0) leaks.push(`${as} ${name}: ${answer}`);
  };
  // Queries first: commands end with the resident gone.
  for (const kind of ['query', 'mutation'] as const) {
    for (const [as, { token }] of Object.entries(everybody())) {
      for (const probed of fields.filter(({ operation, field }) => operation === kind && field.name !== 'sessionSignOut')) {
        await look(as, token, probed.field.name, asking(probed, [argumentsOf(probed, own)]));
      }
      if (kind === 'query') for (const each of PERSONAL) await look(as, token, 'residents(search)', search(each));
    }
  }
  // Numbers that are taken or wrong come back in no error; a purpose that somebody wrote keeps none.
  await look('worker', own.worker.token, 'a number that is taken', register({ idNumber: NUMBERS.idNumber, phone: NUMBERS.phone }));
  await look('worker', own.worker.token, 'a number that is wrong', register({ idNumber: `${NUMBERS.idNumber}0`, phone: `${NUMBERS.phone}0` }));
  await look('worker', own.worker.token, 'a purpose', {
    query: REVEAL, variables: { input: { residentId: globalId('Resident', own.people.child), fields: ['ID_NUMBER'], purpose: `致电 ${NUMBERS.phone}` } },
  });
  expect(leaks).toEqual([]);
  await until(() => pushes.some(({ messages }) => messages.length > 0), 'pushes');
  expect(found(JSON.stringify(pushes.map(({ messages, state }) => [messages, state.closed])))).toEqual([]);
  expect(api.logged.length).toBeGreaterThan(0);
  expect(found(JSON.stringify(api.logged))).toEqual([]);
  expect(found(await dump(), NUMBERS_OF_PEOPLE)).toEqual([]);
  report('numbers', `${asked} answers to ${Object.keys(everybody()).length} people scanned for ${PERSONAL.length} numbers and names: 0 found`);
}, 300_000);

test('the scan is not blind: only who reveals with a purpose sees the number, and whatever else held it would be found', async () => {
  const { id } = await api.domain.residents.register({ districtId: 419_001, accountId: null, requestId: null, address: null }, {
    placeId: own.district.grids[0], name: '新来', sex: 'MALE', idNumber: '440524188001010014', phone: '13912340000', standing: 'FLOATING',
  });
  const numbers = ['440524188001010014', '13912340000'];
  const ask = (purpose: string | null, by = own.worker) => sent(api, by.token, { query: REVEAL, variables: { input: { residentId: globalId('Resident', id), fields: ['ID_NUMBER', 'PHONE'], purpose } } });
  expect(found(await ask(null), numbers)).toEqual([]);
  for (const by of [own.hidden, own.resident, own.partner, own.organisation]) expect(found(await ask('好奇', by), numbers)).toEqual([]);
  expect(found(await ask('上门核实'), numbers)).toEqual(numbers);
  expect(found(JSON.stringify(api.logged) + (await dump()), numbers)).toEqual([]);
  await api.database.owner('update resident set external_id = $1, external_system = $1 where id = $2', [numbers[1], id]); // a careless system
  expect(found(await dump(), numbers)).toEqual(['13912340000']);
  expect(found(await sent(api, own.worker.token, { query: 'query($id: ID!) { resident(id: $id) { external { id } } }', variables: { id: globalId('Resident', id) } }), numbers)).toEqual(['13912340000']);
});
