import { calendarDate, type CalendarDate } from '../shared/clock.ts';
import type { Sex } from './resident.entity.ts';

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECKS = '10X98765432';

/** Whether a resident identity number (GB 11643) has the right check digit and a birth date that exists. */
export function isIdNumber(text: string): boolean {
  if (!/^\d{17}[\dX]$/.test(text)) return false;
  const born = bornIn(text);
  const date = new Date(`${born}T00:00:00Z`);
  if (Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== born) return false;
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * Number(text[at]), 0);
  return CHECKS[sum % 11] === text[17];
}

/** What a valid ID number tells of its holder: the birth date stands in it, and the last but one digit is odd for men. */
export function toldBy(idNumber: string): { readonly birthDate: CalendarDate; readonly sex: Sex } {
  return { birthDate: calendarDate(bornIn(idNumber)), sex: Number(idNumber[16]) % 2 === 1 ? 'MALE' : 'FEMALE' };
}

/** Whether a text is a mainland mobile number. */
export function isMobile(text: string): boolean {
  return /^1[3-9]\d{9}$/.test(text);
}

function bornIn(idNumber: string): string {
  return `${idNumber.slice(6, 10)}-${idNumber.slice(10, 12)}-${idNumber.slice(12, 14)}`;
}
