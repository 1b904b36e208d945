import { createHmac } from 'node:crypto';

/** The database roles of the application. None owns a table, is a superuser or bypasses row-level security. */
export const ROLES = ['linli_writer', 'linli_reader', 'linli_reporter', 'linli_queue'] as const;
export type Role = (typeof ROLES)[number];

/**
 * The password of a role, derived from the installation's key: every process that holds the key can sign in,
 * and no further secret has to be handed around.
 */
export function rolePassword(key: Buffer, role: Role): string {
  return createHmac('sha256', key).update(`database role ${role}`).digest('base64url');
}

/** The same server and database as `url`, signed in as `role`. Credentials in `url` are not used. */
export function roleUrl(url: string, role: Role, key: Buffer): string {
  const signedIn = new URL(url);
  signedIn.username = role;
  signedIn.password = rolePassword(key, role);
  return signedIn.href;
}

/** Whether a value can be a district's id: a positive 32-bit integer. */
export function isDistrictId(value: unknown): boolean {
  return Number.isInteger(value) && Number(value) > 0 && Number(value) <= 2_147_483_647;
}

/**
 * A district id that may be written into a statement.
 * @throws RangeError for anything that {@link isDistrictId} refuses
 */
export function districtLiteral(districtId: number): string {
  if (!isDistrictId(districtId)) {
    throw new RangeError(`Expected a district id, got ${String(districtId)}.`);
  }
  return String(districtId);
}

/** The first statement of every tenant transaction. Session-wide settings would not reach Citus's workers. */
export function enterDistrict(districtId: number): string {
  return `set local app.district_id = '${districtLiteral(districtId)}'`;
}
