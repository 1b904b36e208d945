import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { Place } from '@linli/domain/places/place.entity';
import { system } from '@linli/domain/shared/performer';
import { buildActor } from '@linli/domain/testing/build';
import autocannon from 'autocannon';
import { print } from './report.ts';
import { benchDatabase, startService, withDemo } from './stack.ts';

const DISTRICT = 419_001;
const SECONDS = 8;
const ROUNDS = 3;
const COMPARE = `query($placeId: ID!, $indicators: [String!]!) { compare(placeId: $placeId, indicators: $indicators, period: { kind: MONTH }) {
  values { current { value numerator denominator state place { name } indicator { key } } previous { value } } } }`;
const PAGE = `query { cases(first: 50) { nodes { id trackingNumber title status receivedAt dueAt place { name } category { name } assignee { displayName } }
  pageInfo { hasNextPage endCursor } } }`;

/** Requests per second of the API beside the limit: one SQL statement that makes the JSON, without GraphQL and rights. */
const database = await benchDatabase();
await withDemo(database, {});
const { domain } = database;
const street = await domain.unit.of(system(DISTRICT), 'bench.look', tx => tx.findOne(Place, { code: '419001001' }));
const actor = await buildActor(domain, DISTRICT, 'STREET_ADMIN', street?.id ?? '');
const indicators = domain.indicators.indicators.map(indicator => indicator.key);
const api = await startService(database, 'api');
const limit = fork(fileURLToPath(new URL('./one-statement-server.js', import.meta.url)), {
  env: { ...process.env, DATABASE_URL: database.url, LINLI_KEY: database.key.toString('base64'), QUESTIONS: JSON.stringify(statements(street?.id ?? '')) },
});
const [ready] = (await once(limit, 'message')) as [{ url: string }];
try {
  const rows = [];
  for (const [name, path, query, variables] of [
    ['compare 23 communities × 7 indicators', '/compare', COMPARE, { placeId: Buffer.from(`Place:${street?.id}`).toString('base64url'), indicators }],
    ['page of 50 cases, nested', '/page', PAGE, {}],
  ] as const) {
    for (let round = 1; round <= ROUNDS; round++) {
      const ours = await measure({ url: `${api.url}/graphql`, method: 'POST', body: JSON.stringify({ query, variables }), headers: {
        'content-type': 'application/json', authorization: `Bearer ${actor.token}` } });
      const bare = await measure({ url: `${ready.url}${path}` });
      rows.push({ question: name, round, 'API requests/s': ours, 'one statement requests/s': bare, ratio: ours / bare });
    }
  }
  print('reads, 32 connections', rows);
} finally {
  limit.kill();
  await api.stop();
  await database.close();
}

async function measure(options: autocannon.Options): Promise<number> {
  await autocannon({ ...options, connections: 32, duration: 2 });
  const result = await autocannon({ ...options, connections: 32, duration: SECONDS });
  if (result.non2xx > 0 || result.errors > 0) throw new Error(`${options.url}: ${result.non2xx} refused, ${result.errors} errors`);
  return result.requests.average;
}

/** The same questions as single statements. */
function statements(streetId: string): Record<string, { name: string; text: string; values: unknown[] }> {
  return {
    '/compare': { name: 'limit_compare', values: [DISTRICT, streetId], text: `select coalesce(json_agg(row_to_json(x)), '[]')::text as json from (
      select p.name, k.measure, sum(k.value) filter (where k.start >= date_trunc('month', current_date)) as current,
        sum(k.value) filter (where k.start < date_trunc('month', current_date)) as previous
      from place_ancestor a join place p on p.district_id = $1 and p.id = a.place_id
      join kpi_cell k on k.district_id = $1 and k.place_id = p.id and k.grain = 'M'
        and k.start >= date_trunc('month', current_date) - interval '1 month' and k.start <= current_date
      where a.district_id = $1 and a.ancestor_id = $2 and p.level = 'COMMUNITY' group by 1, 2 order by 1, 2) x` },
    '/page': { name: 'limit_page', values: [DISTRICT, streetId], text: `select coalesce(json_agg(row_to_json(x)), '[]')::text as json from (
      select c.id, c.tracking_number, c.title, c.status, c.received_at, c.due_at, p.name as place, g.name as category, w.display_name as assignee
      from service_case c join place p on p.district_id = $1 and p.id = c.place_id
      join case_category g on g.district_id = $1 and g.id = c.category_id
      left join account w on w.district_id = $1 and w.id = c.assignee_id
      where c.district_id = $1 and exists (select from place_ancestor a where a.district_id = $1 and a.place_id = c.place_id and a.ancestor_id = $2)
      order by c.received_at desc, c.id desc limit 50) x` },
  };
}
