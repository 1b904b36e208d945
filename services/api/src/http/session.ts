import type { FastifyReply } from 'fastify';
import type { IncomingMessage } from 'node:http';
import { parseCookie } from 'cookie';
import { districtOf } from '@linli/domain/access/token';
import type { Origin } from '@linli/domain/access/access.service';
import { Operation, type Services, type Transport } from '../graphql/operation.ts';

const COOKIE = 'linli_session';

/** The session token that a request brings: a bearer token, or the browser's cookie. */
export function tokenOf(headers: IncomingMessage['headers']): string | null {
  const [, bearer] = /^Bearer (\S+)$/i.exec(headers.authorization ?? '') ?? [];
  return bearer ?? parseCookie(headers.cookie ?? '')[COOKIE] ?? null;
}

/** Holds a browser's session in a cookie that scripts cannot read and other sites cannot send. */
export function browserTransport(reply: FastifyReply): Transport {
  const options = { path: '/', httpOnly: true, sameSite: 'strict', secure: reply.request.protocol === 'https' } as const;
  return {
    setSession: (token, expires) => void reply.setCookie(COOKIE, token, { ...options, expires }),
    clearSession: () => void reply.clearCookie(COOKIE, options),
  };
}

/** An operation for whoever holds the token; for nobody when there is none, or it is over. */
export async function operationFor(services: Services, token: string | null, origin: Origin, transport: Transport): Promise<Operation> {
  const districtId = token === null ? null : districtOf(token);
  if (token === null || districtId === null) return new Operation(services, origin, transport, null);
  const snapshot = services.domain.connections.snapshot(districtId);
  try {
    const actor = await services.domain.access.actorOf(snapshot, token, origin);
    if (actor) return new Operation(services, origin, transport, actor, snapshot);
    await snapshot.close();
    return new Operation(services, origin, transport, null);
  } catch (error) {
    await snapshot.close();
    throw error;
  }
}
