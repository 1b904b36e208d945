/** 张三丰 → 张**. */
export function maskName(name: string): string {
  const [first = '', ...rest] = [...name];
  return first && first + '*'.repeat(Math.max(1, rest.length));
}

/** 13812345678 → 138****5678; nothing of a number too short to hide anything in. */
export function maskPhone(phone: string): string {
  return phone.length < 11 ? '*'.repeat(phone.length) : `${phone.slice(0, 3)}****${phone.slice(-4)}`;
}

/** Only the first and the last character of an ID number stay. */
export function maskIdNumber(idNumber: string): string {
  return idNumber.length < 3 ? '*'.repeat(idNumber.length) : `${idNumber.slice(0, 1)}${'*'.repeat(idNumber.length - 2)}${idNumber.slice(-1)}`;
}

/** Seven digits in a row are a telephone number, eleven an ID or mobile number however they are set apart; days and times are shorter. */
const NUMBERS = /\p{Nd}{7,}[xX]?|\p{Nd}(?:[\s.·—–_-]{0,2}\p{Nd}){10,}(?:[\s.·—–_-]{0,2}[xX])?/gu;

/** A text that somebody wrote, with every digit of what may be a personal number hidden: 电话 138 1234 5678 → 电话 *** **** ****. */
export function maskNumbers(text: string): string {
  return text.replaceAll(NUMBERS, number => number.replaceAll(/[\p{Nd}xX]/gu, '*'));
}
