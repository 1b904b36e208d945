import { randomInt } from 'node:crypto';
import type { Sealer } from '../people/sealed.ts';
import type { Transaction } from '../shared/transaction.ts';
import { SurveyCode } from './survey-code.entity.ts';

/** Without letters that are read as digits. Sixteen of them are 78 bits: nobody guesses one. */
const LETTERS = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const LENGTH = 16;
/** Names the district too, since whoever uses it is not signed in: `419001-7KX2M9APQR3T5VWX`. */
const CODE = new RegExp(`^([0-9]{1,9})-([${LETTERS}]{${LENGTH}})$`);

export function newCode(districtId: number): string {
  return `${districtId}-${Array.from({ length: LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join('')}`;
}

/** The district that a code names; null for what is none. */
export function districtOfCode(code: string): number | null {
  const [, district] = CODE.exec(plain(code)) ?? [];
  return district === undefined ? null : Number(district);
}

/** What a code was issued for; null for one that never was. */
export function codedIn(tx: Transaction, sealer: Sealer, code: string): Promise<SurveyCode | null> {
  return tx.findOne(SurveyCode, { digest: digestOfCode(sealer, tx.districtId, code) });
}

/** What is kept of a code. */
export function digestOfCode(sealer: Sealer, districtId: number, code: string): string {
  return sealer.index(districtId, 'survey_code', plain(code));
}

/** As it was issued, however it was typed. */
function plain(code: string): string {
  return code.trim().toUpperCase().replaceAll(/[\s—–]/g, '');
}
