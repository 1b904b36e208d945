import { columnsOf, read, type Read, type RowOf } from '../shared/read.ts';
import { Attachment } from './attachment.entity.ts';
import type { RecordKind } from './records.ts';

export type AttachmentRow = RowOf<Attachment>;

const COLUMNS = columnsOf(Attachment.schema, 'a');

/** An attachment by id, whatever its state. Whoever asks still has to ask whether the record may be seen. */
export const attachmentById = read<AttachmentRow, [string]>('attachment_by_id',
  `select ${COLUMNS} from attachment a where a.district_id = $1 and a.id = $2`);

/** What is attached to some records, given by kind and id, the first attached first. The caller has seen the records. */
export const attachmentsOfRecords = read<AttachmentRow, [string[], string[]]>('attachments_of_records',
  `select ${COLUMNS} from unnest($2::text[], $3::uuid[]) r (kind, id)
   join attachment a on a.district_id = $1 and a.record_kind = r.kind and a.record_id = r.id
   where a.state = 'STORED' order by a.created_at, a.id`);

/** How many files a record has, and how many more are awaited by forms given out after `$4`. */
export const attachmentCount = read<{ stored: number; awaited: number }, [string, string, Date]>('attachment_count',
  `select count(*) filter (where a.state = 'STORED')::int as stored,
     count(*) filter (where a.state = 'PENDING' and a.created_at > $4)::int as awaited
   from attachment a where a.district_id = $1 and a.record_kind = $2 and a.record_id = $3`);

/** What never arrived, or was never completed: since before `$2`, at most `$3`. */
export const attachmentsForsaken = read<{ id: string }, [Date, number]>('attachments_forsaken',
  `select a.id from attachment a where a.district_id = $1 and a.state = 'PENDING' and a.created_at < $2 order by a.created_at limit $3`);

/** What belongs to a record of the kind that is gone: made before `$2`, at most `$3`. */
export function attachmentsOrphaned({ kind, table }: RecordKind): Read<{ id: string }, [Date, number]> {
  return read(`attachments_orphaned_${table}`,
    `select a.id from attachment a where a.district_id = $1 and a.record_kind = '${kind}' and a.created_at < $2
     and not exists (select from ${table} r where r.district_id = $1 and r.id = a.record_id) limit $3`);
}

/** Which of some storage keys are an attachment's, and which of some ids are still awaited. */
export const attachmentsKept = read<{ key: string | null; awaitedId: string | null }, [string[], string[]]>('attachments_kept',
  `select a.storage_key as key, null::uuid as "awaitedId" from attachment a where a.district_id = $1 and a.storage_key = any($2::text[])
   union all
   select null, a.id from attachment a where a.district_id = $1 and a.id = any($3::uuid[]) and a.state = 'PENDING'`);
