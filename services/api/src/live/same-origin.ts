import type { IncomingHttpHeaders } from 'node:http';

/** Whether a WebSocket may open: browsers say where the page came from, and it must be this host. Programs say nothing. */
export function sameOrigin({ origin, host }: IncomingHttpHeaders): boolean {
  if (origin === undefined) return true;
  return URL.canParse(origin) && new URL(origin).host === host;
}
