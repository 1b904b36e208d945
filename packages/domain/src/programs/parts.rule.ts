import { Refusal } from '../shared/refusal.ts';
import { words } from '../shared/words.ts';

/** One piece of a playbook. Its content is understood by its kind alone. */
export interface PlaybookPart {
  readonly kind: string;
  /** Names it among the parts of its kind. */
  readonly key: string;
  readonly content: unknown;
}

/** What parts of a kind have to be. */
export interface PartRule {
  /** @throws Refusal INVALID at the path within the content */
  check(content: unknown): void;
}

export const MOST_PARTS = 200;
const LONGEST_KEY = 60;
const KEY = /^[a-z0-9]+(?:[-_.][a-z0-9]+)*$/;

/** @throws Refusal INVALID for what is no key: small letters, digits, and `-`, `_`, `.` between them */
export function checkedKey(key: string, ...path: string[]): string {
  if (!KEY.test(key) || key.length > LONGEST_KEY) throw new Refusal('INVALID', `A key is up to ${LONGEST_KEY} small letters and digits, with - _ or . between them.`, path);
  return key;
}

/**
 * Parts of which every one is of a known kind, as its kind wants it, and there once.
 * @throws Refusal INVALID at the part, naming it
 */
export function checkedParts(kinds: ReadonlyMap<string, PartRule>, parts: readonly PlaybookPart[], ...path: string[]): PlaybookPart[] {
  if (parts.length > MOST_PARTS) throw new Refusal('INVALID', `A playbook has at most ${MOST_PARTS} parts.`, path);
  const seen = new Set<string>();
  return parts.map(({ kind, key, content }, n) => {
    const at = [...path, String(n)];
    const rule = kinds.get(kind);
    if (!rule) throw new Refusal('INVALID', `No room here understands the part "${kind} ${key}".`, [...at, 'kind']);
    checkedKey(key, ...at, 'key');
    if (seen.has(partName({ kind, key }))) throw new Refusal('INVALID', `The part "${kind} ${key}" is there twice.`, [...at, 'key']);
    seen.add(partName({ kind, key }));
    if (JSON.stringify(content)?.includes('\\u0000')) throw new Refusal('INVALID', 'This has a character that cannot be stored.', [...at, 'content']);
    try {
      rule.check(content);
    } catch (error) {
      throw error instanceof Refusal ? new Refusal(error.code, `${kind} ${key}: ${error.message}`, [...at, 'content', ...error.field]) : error;
    }
    return { kind, key, content };
  });
}

/** A part's name among all parts. */
export function partName({ kind, key }: Pick<PlaybookPart, 'kind' | 'key'>): string {
  return `${kind} ${key}`;
}

/** How one field of a content is checked; throws a Refusal at its path. */
export type FieldRule = (value: unknown, field: string) => void;

/**
 * Checks a content of named fields; what is not named may not be there, since nobody would understand it.
 * @throws Refusal INVALID at the field
 */
export function checkedFields(content: unknown, fields: Readonly<Record<string, FieldRule>>): void {
  if (typeof content !== 'object' || content === null || Array.isArray(content)) throw new Refusal('INVALID', 'Expected an object.');
  for (const name of Object.keys(content)) if (!(name in fields)) throw new Refusal('INVALID', `Nothing is known of "${name}".`, [name]);
  for (const [name, rule] of Object.entries(fields)) rule((content as Record<string, unknown>)[name], name);
}

export const text = (longest: number): FieldRule => (value, field) => {
  if (typeof value !== 'string') throw new Refusal('INVALID', 'Expected a text.', [field]);
  words(value, longest, field);
};

export const number = (least: number, most: number): FieldRule => (value, field) => {
  if (typeof value !== 'number' || !(value >= least && value <= most)) throw new Refusal('INVALID', `Expected a number from ${least} to ${most}.`, [field]);
};

export const optional = (rule: FieldRule): FieldRule => (value, field) => {
  if (value !== undefined && value !== null) rule(value, field);
};
