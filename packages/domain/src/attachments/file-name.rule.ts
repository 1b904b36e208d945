import { MEDIA_TYPES, type MediaType } from './media-type.rule.ts';

/** Characters of a file name. */
const LONGEST = 120;
/** What shows as something else or does not show: control characters, direction marks, lone surrogates; and what no file system takes. */
const UNSHOWN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/gu;
const UNTAKEN = /[<>:"|?*]/g;

/**
 * A file name as it may be shown and saved: without folders, without characters that hide or turn anything, and with an
 * ending that says what the file is. Null when nothing is left.
 */
export function fileNameOf(given: string, type: MediaType): string | null {
  const [last = ''] = given.split(/[/\\]/).slice(-1);
  const shown = last.replaceAll(UNSHOWN, '').replaceAll(UNTAKEN, '_').replaceAll(/\s+/g, ' ').trim().replace(/^\.+/, '').replace(/[. ]+$/, '');
  if (shown === '') return null;
  const endings: readonly string[] = MEDIA_TYPES[type].endings;
  const [, stem = shown, ending = ''] = /^(.+)\.([^.]*)$/.exec(shown) ?? [];
  const [head, tail] = endings.includes(ending.toLowerCase()) ? [stem, ending] : [shown, MEDIA_TYPES[type].endings[0]];
  return `${[...head].slice(0, LONGEST - tail.length - 1).join('')}.${tail}`;
}
