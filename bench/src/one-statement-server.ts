import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { enterDistrict, roleUrl } from '@linli/domain/shared/roles';
import pg from 'pg';

/**
 * The limit to compare with: a bare HTTP server that answers each question with one SQL statement which makes the
 * JSON itself, on the same database, as the same role, under the same row-level security. No GraphQL, no rights.
 */
const { DATABASE_URL = '', LINLI_KEY = '', QUESTIONS = '{}' } = process.env;
const questions = JSON.parse(QUESTIONS) as Record<string, { name: string; text: string; values: unknown[] }>;
const pool = new pg.Pool({
  connectionString: roleUrl(DATABASE_URL, 'linli_reader', Buffer.from(LINLI_KEY, 'base64')), max: 10, pipeline: true,
});

const server = createServer((request, response) => {
  const question = questions[request.url ?? ''];
  if (!question) return void response.writeHead(404).end();
  answer(question).then(
    json => response.writeHead(200, { 'content-type': 'application/json' }).end(json),
    (error: unknown) => response.writeHead(500).end(String(error)),
  );
});

async function answer(question: { name: string; text: string; values: unknown[] }): Promise<string> {
  const client = await pool.connect();
  try {
    const [, , result] = await Promise.all([
      client.query('begin isolation level repeatable read read only'), client.query(enterDistrict(Number(question.values[0]))),
      client.query<{ json: string }>(question), client.query('commit'),
    ]);
    return result.rows[0]?.json ?? 'null';
  } finally {
    client.release();
  }
}

server.listen(0, '127.0.0.1', () => process.send?.({ ready: true, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }));
process.on('disconnect', () => process.exit(0));
