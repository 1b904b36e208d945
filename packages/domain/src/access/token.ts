import { createHash, randomBytes } from 'node:crypto';
import { isDistrictId } from '../shared/roles.ts';

/** A new session token. It names its district, so that the session is looked up under that tenant alone. */
export function newToken(districtId: number): string {
  return `${districtId}.${randomBytes(32).toString('base64url')}`;
}

/** What is kept of a token. */
export function digestOf(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}

/** The district a token claims; null when it has not the form of one. */
export function districtOf(token: string): number | null {
  const [, district] = /^([1-9]\d{0,9})\.[\w-]{43}$/.exec(token) ?? [];
  return isDistrictId(Number(district)) ? Number(district) : null;
}
