import { words } from '../shared/words.ts';

/** An address in its parts, from the large to the small. Numbers stand bare: `3`, not `3号楼`. */
export interface AddressParts {
  readonly compound: string;
  readonly building: string | null;
  readonly unit: string | null;
  readonly room: string | null;
  readonly shopName: string | null;
}

/** The same as it comes in. */
export type AsWritten = { readonly [Part in keyof AddressParts]?: AddressParts[Part] | undefined } & { readonly compound: string };

/** What people add to a number, by what it numbers; the first is how it is shown. */
const SUFFIXES = { building: ['号楼', '栋', '幢', '座', '楼', '#'], unit: ['单元'], room: ['室', '房', '户'] } as const;
type Numbered = keyof typeof SUFFIXES;

/** Digits and letters, perhaps with a part of their own: `3`, `A`, `12-1`. */
const BARE = /^[\dA-Z]+(?:-[\dA-Z]+)?$/;

/**
 * The parts of an address as they are kept, so that ３栋, 3号楼 and 3 are one building.
 * @throws Refusal INVALID for a part of no or too many characters
 */
export function addressParts(written: AsWritten): AddressParts {
  const optional = (part: Exclude<keyof AddressParts, 'compound'>) => (written[part] ? plain(words(written[part], 50, part)) : null);
  const label = (part: Numbered) => {
    const text = optional(part)?.toUpperCase() ?? null;
    return text === null ? null : bare(text, part);
  };
  return {
    compound: plain(words(written.compound, 100, 'compound')), building: label('building'), unit: label('unit'), room: label('room'),
    shopName: optional('shopName'),
  };
}

/** As people write it: 幸福小区3号楼2单元501室. */
export function fullText({ compound, building, unit, room, shopName }: AddressParts): string {
  return [compound, shown(building, 'building'), shown(unit, 'unit'), shown(room, 'room'), shopName ?? ''].join('');
}

/** Sorts as people count: numbers by their size. */
export function sortKey({ compound, building, unit, room, shopName }: AddressParts): string {
  return [compound, building, unit, room, shopName].map(part => (part ?? '').replaceAll(/\d+/g, digits => digits.padStart(6, '0'))).join('\t');
}

/** The ways in which an address that somebody wrote may be kept, the text itself first: 幸福小区3栋2单元501 and 幸福小区3-2-501 are 幸福小区3号楼2单元501室. */
export function writings(text: string): string[] {
  const written = plain(text);
  const whole = written
    .replace(/(?<![\dA-Za-z-])(\d+)-(\d+)-(\d+)$/, '$1号楼$2单元$3室')
    .replace(/(?<![\dA-Za-z-])(\d+)-(\d{3,4})$/, '$1号楼$2室')
    .replaceAll(/([\dA-Za-z]+(?:-[\dA-Za-z]+)?)(?:栋|幢|座|楼|#)/g, (_, number: string) => `${number.toUpperCase()}号楼`)
    .replace(/(号楼|单元)([\dA-Za-z]+(?:-[\dA-Za-z]+)?)(?:室|房|户)?$/, (_, before: string, number: string) => `${before}${number.toUpperCase()}室`);
  return [...new Set([written, whole])];
}

/** Where somebody lives, as everybody may see it: the building at most. */
export function maskAddress(text: string): string {
  return text.replace(/^(.*?号楼|\D*).+$/u, '$1***');
}

/** A search as a pattern of LIKE: each part may have something between it and the next. `null` for an empty search. */
export function searchPattern(text: string): string | null {
  const canonical = text.normalize('NFKC').trim().replaceAll(/(\d)(?:栋|幢|座|#)/g, '$1号楼').replaceAll(/(\d)(?:房|户)$/g, '$1室');
  const parts = canonical.split(/[\s,，、·-]+|(?<=号楼|单元)/).filter(part => part !== '');
  return parts.length === 0 ? null : `%${parts.map(part => part.replaceAll(/[\\%_]/g, '\\$&')).join('%')}%`;
}

function bare(text: string, part: Numbered): string {
  const suffix = SUFFIXES[part].find(each => text.endsWith(each) && BARE.test(text.slice(0, -each.length)));
  return suffix ? text.slice(0, -suffix.length) : text;
}

function shown(label: string | null, part: Numbered): string {
  return label === null ? '' : BARE.test(label) ? `${label}${SUFFIXES[part][0]}` : label;
}

/** One way to write a character, and no blanks. */
function plain(text: string): string {
  return text.normalize('NFKC').replaceAll(/\s+/g, '');
}
