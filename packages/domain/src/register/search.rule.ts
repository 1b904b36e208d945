/** What a text that somebody typed to find a person is taken for. */
export type Sought =
  | { readonly by: 'ID_NUMBER' | 'PHONE'; readonly text: string }
  /** The beginning of a name as it is written, or in letters: of its pinyin, or of its initials. */
  | { readonly by: 'NAME' | 'LETTERS'; readonly text: string };

/** Reads a search: 18 digits are an ID number, 11 a telephone, however wide and set apart; letters pinyin or initials, all else a name. */
export function soughtBy(text: string): Sought | null {
  const typed = text.trim();
  if (typed === '') return null;
  const plain = typed.normalize('NFKC');
  const number = plain.replaceAll(/[\s-]/g, '');
  if (/^\d{17}[\dXx]$/.test(number)) return { by: 'ID_NUMBER', text: number.toUpperCase() };
  if (/^\d{11}$/.test(number)) return { by: 'PHONE', text: number };
  const letters = plain.toLowerCase().replaceAll(/[\s'’·-]/g, '').replaceAll('ü', 'v');
  return /^[a-z]+$/.test(letters) ? { by: 'LETTERS', text: letters } : { by: 'NAME', text: typed };
}

/** After every text that begins like this one, where texts are compared byte by byte. */
export function afterPrefix(text: string): string {
  return `${text}\u{10FFFF}`;
}
