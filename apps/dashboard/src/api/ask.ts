import type { TypedDocumentString } from '../generated/documents.ts';
import { faultOf, unreachable } from './faults.ts';
import { sessionMayBeOver } from './session-over.ts';

/** The variables of a document; none to give when it has none. */
export type Variables<V> = V extends Record<string, never> ? [] : [variables: V];

interface Answer<R> {
  readonly data?: R | null;
  readonly errors?: Parameters<typeof faultOf>[0];
}

/**
 * Asks the API over HTTP; the session travels in a cookie that this page cannot read.
 * @throws Fault
 */
export async function ask<R, V>(document: TypedDocumentString<R, V>, ...[variables]: Variables<V>): Promise<R> {
  const { data, errors } = await answer<R>(JSON.stringify({ query: document.toString(), variables }));
  if (data && !errors) return data;
  const fault = faultOf(errors ?? []);
  if (fault.code === 'UNAUTHENTICATED') sessionMayBeOver();
  throw fault;
}

async function answer<R>(body: string): Promise<Answer<R>> {
  try {
    const response = await fetch('/graphql', { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    return (await response.json()) as Answer<R>; // errors of a request come as JSON too, whatever the status
  } catch {
    throw unreachable();
  }
}

/** A key under which a command sent again has one effect. `crypto.randomUUID` is missing on plain http. */
export function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), byte => byte.toString(16).padStart(2, '0')).join('');
}
