import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { globalId } from '../../src/graphql/global-id.ts';
import { apiSchema } from '../../src/graphql/schema.ts';
import { collect, startApi, until, type TestApi } from '../harness.ts';
import { report } from '../report.ts';
import { argumentsOf, asking, probedFields, sent } from './probes.ts';
import { NUMBERS, buildTenant, type Signed, type Tenant } from './tenants.ts';

const PLAIN = Object.values(NUMBERS);
const fields = probedFields(await apiSchema());

let api: TestApi;
let own: Tenant;

beforeAll(async () => {
  api = await startApi({ districtId: 419_001, calls: { place: () => Promise.reject(new Error('busy')) } });
  own = await buildTenant(api, api.district);
  // The account is the resident's own, and may see all that a resident may.
  await api.database.owner('update account set resident_id = $1 where id = $2', [own.people.resident, own.resident.accountId]);
});
afterAll(() => api.close());

const plainIn = (text: string) => PLAIN.filter(number => text.includes(number));
const everybody = (): Record<string, Signed> => ({
  admin: own.admin, street: own.street, worker: own.worker, hidden: own.hidden, resident: own.resident, partner: own.partner,
});

/** Everything in the database, as text. */
async function dump(): Promise<string> {
  const tables = await api.database.owner<{ name: string }>(`select table_schema || '.' || quote_ident(table_name) as name from information_schema.tables
    where table_type = 'BASE TABLE' and table_schema in ('public', 'graphile_worker')`);
  const parts = await Promise.all(tables.map(({ name }) => api.database.owner<{ text: string }>(`select coalesce(string_agg(t::text, E'\\n'), '') as text from ${name} t`)));
  return parts.map(([part]) => part?.text ?? '').join('\n');
}

test('no answer to anybody holds a plain number: not of a query or command, not in an error, a push, the audit, the log or a table', async () => {
  const pushes = Object.values(everybody()).flatMap(({ token }) => fields.filter(({ operation }) => operation === 'subscription').map(probed => {
    const { query, variables } = asking(probed, [argumentsOf(probed, own)]);
    return collect(api.socket(token), query, variables);
  }));
  let asked = 0;
  const leaks: string[] = [];
  const look = async (as: string, token: string, name: string, body: object) => {
    asked += 1;
    const answer = await sent(api, token, body);
    if (plainIn(answer).length > 0) leaks.push(`${as} ${name}: ${answer}`);
  };
  // Queries first: commands end with the resident gone.
  for (const kind of ['query', 'mutation'] as const) {
    for (const [as, { token }] of Object.entries(everybody())) {
      for (const probed of fields.filter(({ operation, field }) => operation === kind && field.name !== 'sessionSignOut')) {
        await look(as, token, probed.field.name, asking(probed, [argumentsOf(probed, own)]));
        for (const number of PLAIN) if (probed.field.name === 'residents') await look(as, token, 'residents(search)', searching(number));
      }
    }
  }
  // Wrong numbers come back in no error.
  const register = (idNumber: string, phone: string) => ({
    query: 'mutation($input: ResidentRegisterInput!) { residentRegister(input: $input) { resident { id } userErrors { code message field } } }',
    variables: { input: { placeId: globalId('Place', own.district.grids[0]), name: '某', standing: 'FLOATING', idNumber, phone } },
  });
  await look('worker', own.worker.token, 'a number that is taken', register(NUMBERS.idNumber, '13812345678'));
  expect(leaks).toEqual([]);
  await until(() => pushes.some(({ messages }) => messages.length > 0), 'pushes');
  expect(plainIn(JSON.stringify(pushes.map(({ messages, state }) => [messages, state.closed])))).toEqual([]);
  expect(plainIn(JSON.stringify(api.logged))).toEqual([]);
  expect(plainIn(await dump())).toEqual([]);
  report('numbers', `${asked} answers to ${Object.keys(everybody()).length} people scanned for ${PLAIN.length} plain numbers: 0 found`);
}, 300_000);

function searching(search: string): object {
  return { query: 'query($search: String) { residents(search: $search) { totalCount nodes { id name phone idNumber kin { name phone } } } }', variables: { search } };
}

test('only who reveals with a purpose sees them', async () => {
  const { id } = await api.domain.residents.register({ districtId: 419_001, accountId: null, requestId: null, address: null }, {
    placeId: own.district.grids[0], name: '新来', sex: 'MALE', idNumber: '440524188001010014', phone: '13912340000', standing: 'FLOATING',
  });
  const ask = (purpose: string | null) => sent(api, own.worker.token, {
    query: 'mutation($input: ResidentRevealInput!) { residentReveal(input: $input) { name idNumber phone userErrors { code field } } }',
    variables: { input: { residentId: globalId('Resident', id), fields: ['ID_NUMBER', 'PHONE'], purpose } },
  });
  expect(await ask(null)).not.toMatch(/440524188001010014|13912340000/);
  expect(await ask('上门核实')).toMatch(/440524188001010014.*13912340000/);
  expect(JSON.stringify(api.logged) + (await dump())).not.toMatch(/440524188001010014|13912340000/);
});
