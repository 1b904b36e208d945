import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import type { Actor } from '@linli/domain/access/actor';
import { sessionsById } from '@linli/domain/access/access.read';
import type { Origin } from '@linli/domain/access/access.service';
import type { AttachmentRow } from '@linli/domain/attachments/attachments.read';
import type { Domain } from '@linli/domain/domain';
import { isId } from '@linli/domain/shared/ids';
import { one } from '@linli/domain/shared/read';
import { isDistrictId } from '@linli/domain/shared/roles';

/** How long a link opens its file, in milliseconds. */
export const LINK_MS = 300_000;
/** Where links lead, at the API. */
export const FILES = '/files/';

/** A link to a file, good for the session that asked and for {@link LINK_MS}; whoever follows it needs no cookie or header. */
export function linkTo(domain: Domain, { districtId, sessionId }: Actor, attachmentId: string): string {
  const expires = domain.clock.now().getTime() + LINK_MS;
  const said = Buffer.from(JSON.stringify([districtId, attachmentId, sessionId, expires])).toString('base64url');
  return `${FILES}${said}.${signature(domain, said).toString('base64url')}`;
}

/**
 * What a link leads to, looked at anew: the signature, the hour, the session still in force, and that the record may be
 * seen by who holds it now. Null in any other case.
 */
export async function opened(domain: Domain, token: string, origin: Origin): Promise<AttachmentRow | null> {
  const [said = '', sealed = ''] = token.split('.');
  const [given, due] = [Buffer.from(sealed, 'base64url'), signature(domain, said)];
  if (given.length !== due.length || !timingSafeEqual(given, due)) return null;
  const [districtId, attachmentId, sessionId, expires] = JSON.parse(Buffer.from(said, 'base64url').toString()) as [number, string, string, number];
  const now = domain.clock.now();
  if (expires <= now.getTime() || !isDistrictId(districtId) || !isId(attachmentId)) return null;
  const snapshot = domain.connections.snapshot(districtId);
  try {
    const session = await one(snapshot, sessionsById, [sessionId], now);
    return session && !session.mustSetPassword ? await domain.attachments.seen(snapshot, { districtId, ...origin, ...session }, attachmentId) : null;
  } finally {
    await snapshot.close();
  }
}

function signature(domain: Domain, said: string): Buffer {
  const key = Buffer.from(hkdfSync('sha256', domain.connections.settings.key, '', 'file links', 32));
  return createHmac('sha256', key).update(said).digest();
}
