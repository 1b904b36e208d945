import type { AttachmentRow } from '@linli/domain/attachments/attachments.read';
import type { ByteRange } from '@linli/domain/attachments/storage';
import { familyOf } from '@linli/domain/attachments/media-type.rule';
import type { FastifyInstance } from 'fastify';
import { FILES, opened } from '../attachments/link.ts';
import type { Services } from '../graphql/operation.ts';
import { guarded } from './guarded.ts';

/** What a link leads to may do nothing in a browser but be shown. */
const POLICY = "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'; sandbox";

/** Files behind links, at `/files/…`. Whatever is wrong with a link, it is answered like one that never was. */
export function serveFiles(app: FastifyInstance, { domain, log }: Services): void {
  app.get<{ Params: { '*': string } }>(`${FILES}*`, guarded(log, async (request, reply) => {
    const found = await opened(domain, request.params['*'], { requestId: request.id, address: request.ip });
    if (!found) return reply.callNotFound();
    const range = rangeOf(request.headers.range, found.bytes);
    void reply.headers({
      'content-type': found.mediaType,
      'content-disposition': dispositionOf(found),
      'cache-control': 'private, no-store',
      'content-security-policy': POLICY,
      'accept-ranges': 'bytes',
      'content-length': range ? range.end - range.start + 1 : found.bytes,
      ...(range && { 'content-range': `bytes ${range.start}-${range.end}/${found.bytes}` }),
    });
    return reply.code(range ? 206 : 200).send(await domain.attachments.content(found, range));
  }));
}

/** Pictures and sounds are shown, documents saved; the name in ASCII for old clients, and as it is. */
function dispositionOf({ fileName, mediaType }: AttachmentRow): string {
  const shown = ['IMAGE', 'SOUND'].includes(familyOf(mediaType));
  const encoded = encodeURIComponent(fileName).replaceAll(/['()*!]/g, each => `%${each.charCodeAt(0).toString(16).toUpperCase()}`);
  return `${shown ? 'inline' : 'attachment'}; filename="${fileName.replaceAll(/[^\w.-]/g, '_')}"; filename*=UTF-8''${encoded}`;
}

/** The one range asked for, which players do to jump; anything else is answered with the whole. */
function rangeOf(header: string | undefined, bytes: number): ByteRange | undefined {
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? [];
  if (from === '' && to === '') return undefined;
  const start = from === '' ? Math.max(0, bytes - Number(to)) : Number(from);
  const end = from === '' || to === '' ? bytes - 1 : Math.min(Number(to), bytes - 1);
  return start <= end ? { start, end } : undefined;
}
