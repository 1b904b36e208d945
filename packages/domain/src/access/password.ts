import { hash, verify } from '@node-rs/argon2';
import { randomBytes } from 'node:crypto';
import { Refusal } from '../shared/refusal.ts';

/** OWASP's minimum for argon2id: 19 MiB, two passes. */
const ARGON2ID = 2;
const OPTIONS = { algorithm: ARGON2ID, memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const SHORTEST = 10;
const LONGEST = 200;

/** @throws Refusal INVALID for a password that is too short, or absurdly long. */
export async function hashPassword(password: string): Promise<string> {
  if (password.length < SHORTEST || password.length > LONGEST) {
    throw new Refusal('INVALID', `A password has ${SHORTEST} to ${LONGEST} characters.`, ['password']);
  }
  return hashSecret(password);
}

/** What is kept of a secret that other rules than a password's hold for, such as a PIN. */
export function hashSecret(secret: string): Promise<string> {
  return hash(secret, OPTIONS);
}

/** Compared against when there is no account, so that an unknown login takes as long as a wrong password. */
const NOBODY = hash(randomBytes(16).toString('hex'), OPTIONS);

/** Whether a password fits; false, in the same time, when there is no hash to fit. */
export async function passwordFits(passwordHash: string | null, password: string): Promise<boolean> {
  const fits = await verify(passwordHash ?? (await NOBODY), password.slice(0, LONGEST), OPTIONS);
  return fits && passwordHash !== null;
}

/** A password for one sign-in, easy to copy and hard to guess. */
export function oneTimePassword(): string {
  return randomBytes(15).toString('base64url');
}
