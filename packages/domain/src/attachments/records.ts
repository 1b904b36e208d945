import type { Actor } from '../access/actor.ts';
import type { Rows } from '../shared/read.ts';

/** What an actor may do with the files of a record that they may see. */
export interface RecordRights {
  readonly mayAttach: boolean;
  /** Remove what others attached. One's own may be removed by whoever still sees the record. */
  readonly mayRemove: boolean;
}

/** A kind of record that files may be attached to. The room that owns it declares it, and registered.ts registers it. */
export interface RecordKind {
  /** Its name, the same as of its global ids. */
  readonly kind: string;
  /** Where its rows stand, by `district_id` and `id`. Files of rows that are gone go too. */
  readonly table: string;
  /** Null when the actor may not see the record, or there is none. */
  rights(from: Rows, actor: Actor, recordId: string): Promise<RecordRights | null>;
}
