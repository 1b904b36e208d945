import { heard, notHeard } from './reach.ts';

/** By how much the API's clock is ahead of this machine's, in milliseconds. */
let ahead = 0;

/** Fetches, and sets the clock by the answer. The header is cut to whole seconds, so that it never runs ahead of the API's. */
export async function fetchAndSetClock(...asked: Parameters<typeof fetch>): Promise<Response> {
  const answer = await fetch(...asked).catch((thrown: unknown) => {
    if (!(thrown instanceof DOMException && thrown.name === 'AbortError')) notHeard();
    throw thrown;
  });
  heard();
  const told = Date.parse(answer.headers.get('date') ?? '');
  if (!Number.isNaN(told)) ahead = told - Date.now();
  return answer;
}

/** Now, by the API's clock: a telephone whose own clock is fast would record what has not happened yet. */
export function now(): Date {
  return new Date(Date.now() + ahead);
}
