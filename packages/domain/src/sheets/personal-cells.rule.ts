import { isIdNumber, isMobile } from '../people/id-number.rule.ts';
import { CellRefusal, plain, type CellType } from './cell.ts';
import { digitsOf } from './cells.rule.ts';

/** What an export shows instead of a number would be taken for a wrong number otherwise. */
export const MASKED = new CellRefusal('MASKED', '这是遮蔽后的内容，不能导入。', 'This was masked in an export and cannot be imported.');
const NO_ID_NUMBER = new CellRefusal('NOT_AN_ID_NUMBER', '身份证号不正确：应为 18 位，且出生日期、校验位正确。',
  'Not a valid ID number: 18 characters with a birth date that exists and the right check digit.');
const NO_MOBILE = new CellRefusal('NOT_A_MOBILE_NUMBER', '不是手机号：应为 1 开头的 11 位数字。', 'Not a mobile number: 11 digits beginning with 13 to 19.');

/** 身份证号 (GB 11643). */
export function idNumber(): CellType<string> {
  return {
    form: { zh: '18 位身份证号，整列须为“文本”格式', en: '18 characters; the column has to be formatted as text' },
    read: cell => numbered(cell, value => value.toUpperCase(), isIdNumber, NO_ID_NUMBER),
    write: value => value,
  };
}

/** 手机号, also as people write it: 138 1234 5678, 138-1234-5678, +8613812345678. */
export function mobile(): CellType<string> {
  return {
    form: { zh: '11 位手机号', en: 'a mobile number of 11 digits' },
    read: cell => numbered(cell, value => value.replaceAll('-', '').replace(/^(?:\+|00)?86(?=1\d{10}$)/, ''), isMobile, NO_MOBILE),
    write: value => value,
  };
}

function numbered(cell: string | number, meant: (text: string) => string, fits: (text: string) => boolean, refused: CellRefusal): string | CellRefusal {
  const digits = digitsOf(cell);
  if (digits instanceof CellRefusal) return digits;
  const value = meant(plain(digits));
  return fits(value) ? value : value.includes('*') ? MASKED : refused;
}
