import { defineEntity } from '@mikro-orm/core';
import type { PlaybookPart } from './parts.rule.ts';
import type { Origin } from './playbook-file.ts';

const PlaybookVersionSchema = defineEntity({
  name: 'PlaybookVersion',
  tableName: 'playbook_version',
  properties: p => ({
    districtId: p.integer().primary(),
    id: p.uuid().primary(),
    playbookId: p.uuid(),
    /** 1, 2, … within the playbook. */
    number: p.integer(),
    parts: p.json<readonly PlaybookPart[]>(),
    /** Where it was written, the oldest first; the last is where this version is from. */
    lineage: p.json<readonly Origin[]>(),
    /** The program that it was written from; null when it came from another district. */
    programId: p.uuid().nullable(),
    /** Digest of the file that it came by; null when it was written here. */
    importedSha256: p.string().nullable(),
    /** Digest of the file that it goes out as. */
    sha256: p.string(),
    publishedAt: p.datetime(),
    publishedById: p.uuid().nullable(),
  }),
});

/** One wording of a playbook. Insert-only. */
export class PlaybookVersion extends PlaybookVersionSchema.class {
  static readonly schema = PlaybookVersionSchema;
}
PlaybookVersionSchema.setClass(PlaybookVersion);
