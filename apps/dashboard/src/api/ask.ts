import type { TypedDocumentString } from '../generated/documents.ts';
import { client } from './client.ts';
import { faultOf } from './faults.ts';

/** The variables of a document; none to give when it has none. */
export type Variables<V> = V extends Record<string, never> ? [] : [variables: V];

/**
 * Asks the API over HTTP, never the cache; what is answered goes into it. The session travels in a cookie that this
 * page cannot read.
 * @throws Fault
 */
export async function ask<R, V>(document: TypedDocumentString<R, V>, ...[variables]: Variables<V>): Promise<R> {
  const text = document.toString();
  const values = (variables ?? {}) as Record<string, unknown>;
  const asked = text.trimStart().startsWith('mutation')
    ? client.get().mutation<R>(text, values)
    : client.get().query<R>(text, values, { requestPolicy: 'network-only' });
  const { data, error } = await asked.toPromise();
  if (data !== undefined && data !== null && !error) return data;
  throw faultOf(error);
}

/** A key under which a command sent again has one effect. `crypto.randomUUID` is missing on plain http. */
export function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), byte => byte.toString(16).padStart(2, '0')).join('');
}
