import fastifyMultipart from '@fastify/multipart';
import { MOST_BYTES } from '@linli/domain/attachments/media-type.rule';
import { FormRefused } from '@linli/domain/attachments/storage';
import { UPLOADS } from '@linli/storage/folder';
import type { FastifyInstance } from 'fastify';
import type { Services } from '../graphql/operation.ts';
import { guarded } from './guarded.ts';

const STATUS = { FORGED: 403, EXPIRED: 403, TOO_LARGE: 413 } as const satisfies Record<FormRefused['why'], number>;
/** A form's own fields; and one byte more than a file may have, so that the storage sees that it is too many. */
const LIMITS = { files: 1, fields: 10, fieldSize: 1_000, parts: 11, fileSize: MOST_BYTES + 1 };

/**
 * Where forms of a storage without an address of its own post to: `/uploads`. The form's signature is all that counts, so
 * cookies are not looked at, and a page of another site can send nothing that it was not given a form for.
 */
export async function serveUploads(app: FastifyInstance, { domain, log }: Services): Promise<void> {
  const { storage } = domain.attachments;
  if (!storage.receive) return;
  await app.register(async scope => {
    await scope.register(fastifyMultipart, { limits: LIMITS, throwFileSizeLimit: false });
    scope.post(UPLOADS, guarded(log, async (request, reply) => {
      const fields = new Map<string, string>();
      try {
        for await (const part of request.parts()) {
          if (part.type === 'field') fields.set(part.fieldname, String(part.value));
          else {
            await storage.receive?.(Object.fromEntries(fields), part.file);
            return await reply.code(204).send();
          }
        }
      } catch (error) {
        if (!(error instanceof FormRefused)) throw error;
        return reply.code(STATUS[error.why]).send({ error: error.why });
      }
      return reply.code(400).send({ error: 'NO_FILE' });
    }));
  });
}
