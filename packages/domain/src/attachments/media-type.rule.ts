/** Bytes that a file of any kind may have: 20 MB. */
export const MOST_BYTES = 20 * 1024 * 1024;

interface MediaTypeRule {
  readonly family: 'IMAGE' | 'SOUND' | 'DOCUMENT' | 'TEXT';
  /** Endings of its file names; the first is the usual one. */
  readonly endings: readonly [string, ...string[]];
  /** Other names under which browsers and programs know it. */
  readonly also: readonly string[];
}

/**
 * What may be attached. HEIC is not among them: it cannot be rewritten here, and phones send JPEG when they are asked to.
 */
export const MEDIA_TYPES = {
  'image/jpeg': { family: 'IMAGE', endings: ['jpg', 'jpeg'], also: ['image/jpg', 'image/pjpeg'] },
  'image/png': { family: 'IMAGE', endings: ['png'], also: [] },
  'image/webp': { family: 'IMAGE', endings: ['webp'], also: [] },
  'audio/mp4': { family: 'SOUND', endings: ['m4a', 'mp4'], also: ['audio/x-m4a', 'audio/m4a'] },
  'audio/mpeg': { family: 'SOUND', endings: ['mp3'], also: ['audio/mp3'] },
  'audio/amr': { family: 'SOUND', endings: ['amr'], also: [] },
  'audio/wav': { family: 'SOUND', endings: ['wav'], also: ['audio/x-wav', 'audio/wave', 'audio/vnd.wave'] },
  'application/pdf': { family: 'DOCUMENT', endings: ['pdf'], also: [] },
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': { family: 'DOCUMENT', endings: ['docx'], also: [] },
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': { family: 'DOCUMENT', endings: ['xlsx'], also: [] },
  'text/csv': { family: 'TEXT', endings: ['csv'], also: [] },
} as const satisfies Readonly<Record<string, MediaTypeRule>>;
export type MediaType = keyof typeof MEDIA_TYPES;
export type MediaFamily = MediaTypeRule['family'];

/** The one name under which a media type is known here; null when nothing of the kind may be attached. */
export function mediaTypeOf(named: string): MediaType | null {
  const [name = ''] = named.toLowerCase().split(';', 1);
  const known = Object.entries<MediaTypeRule>(MEDIA_TYPES).find(([type, { also }]) => type === name.trim() || also.includes(name.trim()));
  return (known?.[0] as MediaType | undefined) ?? null;
}

/** How a type is treated. */
export function familyOf(type: MediaType): MediaFamily {
  return MEDIA_TYPES[type].family;
}

/** The types that may be attached, for people: `jpg, png, …`. */
export const ATTACHABLE = Object.values(MEDIA_TYPES).map(({ endings }) => endings[0]).join(', ');
