import { timingSafeEqual } from 'node:crypto';
import type { Sealer } from '../people/sealed.ts';
import { isId } from '../shared/ids.ts';
import { Refusal } from '../shared/refusal.ts';

/** For how long a code is good, in milliseconds: the door shows a new one each minute. */
const GOOD_MS = 120_000;

/** What the door of a session shows, as QR. */
export interface DoorCode {
  readonly code: string;
  readonly expiresAt: Date;
}

/** A code by which whoever is at the door checks in: signed, so that nobody makes one, and short-lived, so that it is not worth sending on. */
export function doorCode(sealer: Sealer, districtId: number, sessionId: string, now: Date): DoorCode {
  const expiresAt = new Date(now.getTime() + GOOD_MS);
  return { code: `${sessionId}.${expiresAt.getTime()}.${signature(sealer, districtId, sessionId, expiresAt.getTime())}`, expiresAt };
}

/** The session whose door shows the code now. @throws Refusal INVALID at `code` for one that is not ours, or shown no more */
export function sessionOfCode(sealer: Sealer, districtId: number, code: string, now: Date): string {
  const [sessionId = '', until = '', signed = ''] = code.split('.');
  const [given, right] = [Buffer.from(signed), Buffer.from(signature(sealer, districtId, sessionId, Number(until)))];
  const ours = isId(sessionId) && given.length === right.length && timingSafeEqual(given, right);
  if (!ours || Number(until) <= now.getTime()) throw new Refusal('INVALID', 'Scan the code that the door shows now.', ['code']);
  return sessionId;
}

function signature(sealer: Sealer, districtId: number, sessionId: string, until: number): string {
  return sealer.index(districtId, 'activity.door', `${sessionId} ${until}`);
}
