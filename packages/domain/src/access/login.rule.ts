import { Refusal } from '../shared/refusal.ts';

/** Characters of a login. */
export const LONGEST_LOGIN = 100;
/** Letters and digits of any script, and what mail addresses and numbers are written with. */
const FORM = /^[\p{L}\p{N}][\p{L}\p{N}._@+-]*$/u;

/** A login as it is compared, however it was typed. */
export function asCompared(login: string): string {
  return login.normalize('NFKC').trim().toLowerCase();
}

/** Whether a login, as it is compared, can be one of a new account. */
export function isLogin(login: string): boolean {
  return login.length <= LONGEST_LOGIN && FORM.test(login);
}

/** The login of a new account. @throws Refusal INVALID */
export function newLogin(text: string): string {
  const login = asCompared(text);
  if (!isLogin(login)) {
    throw new Refusal('INVALID', `A login has 1 to ${LONGEST_LOGIN} letters, digits or . _ @ + - and begins with a letter or digit.`, ['login']);
  }
  return login;
}
