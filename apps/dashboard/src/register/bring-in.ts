import { ask, newKey } from '../api/ask.ts';
import {
  AttachmentCompleteDocument, AttachmentCreateDocument, ImportCheckDocument, ImportCreateDocument, type UserErrorCode,
} from '../generated/documents.ts';
import { REFUSALS, type Words } from '../words.ts';
import { register } from './words.ts';

const TYPES: Readonly<Record<string, string>> = { csv: 'text/csv', xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' };

/** What stood in the way of an import, in words. */
export class BringingInFailed extends Error {
  readonly why: Words;

  constructor(why: Words) {
    super(why.en);
    this.why = why;
  }
}

/**
 * Begins an import, hands its file over and has it checked; nothing is written yet.
 * @returns its id
 * @throws Fault; BringingInFailed
 */
export async function bringIn(kind: string, placeId: string, file: File): Promise<string> {
  const { importCreate: begun } = await ask(ImportCreateDocument, { input: { kind, placeId, idempotencyKey: newKey() } });
  const { id: importId } = there(begun.import, begun.userErrors);
  // Browsers name a CSV by what opens it on that machine.
  const mediaType = TYPES[file.name.split('.').at(-1)?.toLowerCase() ?? ''] ?? file.type;
  const { attachmentCreate: declared } = await ask(AttachmentCreateDocument, { input: { recordId: importId, fileName: file.name, mediaType, bytes: file.size, idempotencyKey: newKey() } });
  const { id: attachmentId } = there(declared.attachment, declared.userErrors);
  const { url, fields } = there(declared.form, declared.userErrors);
  const body = new FormData();
  for (const { name, value } of fields) body.append(name, value);
  body.append('file', file); // last: a storage reads no further
  const answer = await fetch(url, { method: 'POST', body }).catch(() => null);
  if (!answer?.ok) throw new BringingInFailed(register.uploadFailed);
  const { attachmentComplete: whole } = await ask(AttachmentCompleteDocument, { input: { attachmentId, idempotencyKey: newKey() } });
  there(whole.attachment, whole.userErrors);
  const { importCheck: checked } = await ask(ImportCheckDocument, { input: { importId, attachmentId, idempotencyKey: newKey() } });
  there(checked.import, checked.userErrors);
  return importId;
}

function there<T>(row: T | null | undefined, [refused]: readonly { readonly code: UserErrorCode }[]): T {
  if (row) return row;
  throw new BringingInFailed(refused ? REFUSALS[refused.code] : register.uploadFailed);
}
