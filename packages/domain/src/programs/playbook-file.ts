import { createHash } from 'node:crypto';
import { Refusal } from '../shared/refusal.ts';
import type { PlaybookPart } from './parts.rule.ts';

/** Raised when older installations could not read what is written now. */
export const SCHEMA_VERSION = 1;
const FORMAT = 'linli-playbook';
const MOST_NUMBER = 1_000_000;
/** Bytes of a file; as a text within a request it stays under what the API takes. */
export const MOST_FILE_BYTES = 40_000;

/** Where a version of a playbook was written, the oldest first. */
export interface Origin {
  /** The district's name. */
  readonly district: string;
  readonly place: string;
  readonly program: string;
  readonly number: number;
  /** Of the file by which it came to the next district; absent for the district one is in. */
  readonly sha256?: string | undefined;
}

/** A version of a playbook as it travels between districts. */
export interface PlaybookFile {
  readonly key: string;
  readonly title: string;
  readonly number: number;
  readonly lineage: readonly Origin[];
  readonly parts: readonly PlaybookPart[];
}

/** JSON in which equal values are equal texts: fields in order, no blanks. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const fields = Object.entries(value).filter(([, of]) => of !== undefined).toSorted(([a], [b]) => (a < b ? -1 : 1));
    return `{${fields.map(([name, of]) => `${JSON.stringify(name)}:${canonical(of)}`).join(',')}}`;
  }
  return JSON.stringify(value);
}

/** The file, and the digest that it carries. @throws Refusal INVALID at `parts` when it is too long to travel */
export function written({ key, title, number, lineage, parts }: PlaybookFile): { text: string; sha256: string } {
  const body = { format: FORMAT, schemaVersion: SCHEMA_VERSION, key, title, number, lineage, parts };
  const sha256 = digest(body);
  const file = canonical({ ...body, sha256 });
  if (Buffer.byteLength(file) > MOST_FILE_BYTES) throw new Refusal('INVALID', `A playbook has at most ${MOST_FILE_BYTES} bytes.`, ['parts']);
  return { text: file, sha256 };
}

/**
 * What a file says; whether its parts are understood is for their kinds to say.
 * @throws Refusal INVALID at `file` for what is no playbook, is from a newer version, or was changed after it was written
 */
export function readFile(file: string): PlaybookFile & { readonly sha256: string } {
  const { sha256, ...body } = parsed(file);
  if (body['format'] !== FORMAT) throw invalid('This is no playbook.');
  if (!Number.isInteger(body['schemaVersion']) || Number(body['schemaVersion']) > SCHEMA_VERSION) {
    throw invalid(`This playbook was written by a newer version (${String(body['schemaVersion']).slice(0, 20)}); this one reads up to ${SCHEMA_VERSION}.`);
  }
  if (typeof sha256 !== 'string' || digest(body) !== sha256) throw invalid('This playbook was changed after it was written: its digest does not fit.');
  const { key, title, number, lineage, parts } = body;
  const whole = typeof key === 'string' && typeof title === 'string' && Number.isInteger(number) && Number(number) > 0 && Number(number) <= MOST_NUMBER
    && isListOf(lineage, isOrigin) && isListOf(parts, isPart);
  if (!whole) throw invalid('This playbook is not complete.');
  return { key, title, number: Number(number), lineage, parts, sha256 };
}

function parsed(file: string): Record<string, unknown> {
  if (Buffer.byteLength(file) > MOST_FILE_BYTES) throw invalid(`A playbook has at most ${MOST_FILE_BYTES} bytes.`);
  try {
    const value: unknown = JSON.parse(file);
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>;
  } catch {
    // falls through: no JSON
  }
  throw invalid('This is no playbook.');
}

function isListOf<T>(value: unknown, is: (each: unknown) => each is T): value is T[] {
  return Array.isArray(value) && value.every(is);
}

function isOrigin(value: unknown): value is Origin {
  const { district, place, program, number, sha256 } = { ...(value as object) } as Record<string, unknown>;
  return [district, place, program].every(name => typeof name === 'string' && !name.includes('\0')) && Number.isInteger(number) && (sha256 === undefined || typeof sha256 === 'string');
}

function isPart(value: unknown): value is PlaybookPart {
  const { kind, key, content } = { ...(value as object) } as Record<string, unknown>;
  return typeof kind === 'string' && typeof key === 'string' && content !== undefined;
}

function digest(body: unknown): string {
  return createHash('sha256').update(canonical(body)).digest('hex');
}

function invalid(message: string): Refusal {
  return new Refusal('INVALID', message, ['file']);
}
