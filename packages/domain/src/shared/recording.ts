import { ChangeSetType, type ChangeSet, type EntityClass } from '@mikro-orm/core';
import type { History, KeptChange } from './history.ts';
import { newId } from './ids.ts';
import type { Performer } from './performer.ts';
import type { Change, RowValues, Tracking } from './tracking.ts';
import type { Transaction } from './transaction.ts';

/** One row that a unit wrote. Field names only: values would carry personal data into the audit. */
export interface Written {
  readonly entity: string;
  readonly id: string;
  readonly action: 'CREATED' | 'CHANGED' | 'REMOVED';
  readonly fields: readonly string[];
}

/** What was written for somebody. */
export interface Deed {
  readonly performer: Performer;
  readonly written: readonly Written[];
  /** Rows written in bulk, by entity name: they are counted, not listed. */
  readonly bulk: ReadonlyMap<string, number>;
}

/** What a unit of work has written so far: for its performer, and for others at whose request it did so. */
export interface Recorded extends Deed {
  readonly command: string;
  readonly at: Date;
  readonly others: readonly Deed[];
  readonly changes: ReadonlyMap<string, Change>;
}

/** Whose doing a row is, where it is not that of the unit's performer. */
export type Whose = (row: RowValues) => Performer | undefined;

const ACTION = {
  [ChangeSetType.CREATE]: 'CREATED',
  [ChangeSetType.UPDATE]: 'CHANGED',
  [ChangeSetType.UPDATE_EARLY]: 'CHANGED',
  [ChangeSetType.DELETE]: 'REMOVED',
  [ChangeSetType.DELETE_EARLY]: 'REMOVED',
} as const;

/** Collects the change records and the audit of one unit of work. */
export class Recording implements Recorded {
  readonly performer: Performer;
  readonly command: string;
  readonly at: Date;
  readonly written: Written[] = [];
  readonly bulk = new Map<string, number>();
  readonly changes = new Map<string, Change>();
  readonly #others = new Map<Performer, { performer: Performer; written: Written[]; bulk: Map<string, number> }>();
  /** Rows that this unit locked or made, so that their old values are certain. */
  readonly #held = new WeakSet<object>();
  readonly tracking: Tracking;
  readonly #history: History;
  readonly #kept: KeptChange[] = [];
  readonly #forgotten = new Set<string>();
  #stored = false;

  constructor(performer: Performer, command: string, at: Date, tracking: Tracking, history: History) {
    this.performer = performer;
    this.command = command;
    this.at = at;
    this.tracking = tracking;
    this.#history = history;
  }

  hold(entity: object): void {
    this.#held.add(entity);
  }

  get others(): readonly Deed[] {
    return [...this.#others.values()];
  }

  bulkWritten(entity: string, rows: number): void {
    count(this.bulk, entity, rows);
  }

  /** Takes note of rows that a combined write inserts. Their old values are none, so what they touch follows from them alone. */
  inserted(entity: EntityClass<object>, rows: readonly RowValues[], audit: 'LISTED' | 'COUNTED', whose?: Whose): void {
    if (this.#stored) throw new Error(`${this.command} writes after its end: something in it was not awaited.`);
    for (const row of rows) {
      const { written, bulk } = this.#deedOf(whose?.(row) ?? this.performer);
      if (audit === 'COUNTED') count(bulk, entity.name, 1);
      else written.push({ entity: entity.name, id: String(row['id']), action: 'CREATED', fields: Object.keys(row) });
      this.#touch(entity, undefined, row);
    }
  }

  sourcesOf(entity: EntityClass<object>) {
    return this.tracking.sourcesOf(entity);
  }

  keptOf(entity: EntityClass<object>) {
    return this.#history.of(entity);
  }

  /** Keeps nothing of a record's values. */
  forget(subjectId: string): void {
    this.#forgotten.add(subjectId);
  }

  /** Takes note of what a flush is about to write. Refuses a change of a row that was not locked first. */
  flushed(uow: { getChangeSets(): ChangeSet<object>[] }): void {
    if (this.#stored) throw new Error(`${this.command} writes after its end: something in it was not awaited.`);
    for (const set of uow.getChangeSets()) {
      const action = ACTION[set.type];
      if (!this.#held.has(set.entity)) {
        throw new Error(`${this.command} changes a ${set.meta.className} that it did not lock: use tx.get.`);
      }
      const before = action === 'CREATED' ? undefined : originalOf(set);
      const after = action === 'REMOVED' ? undefined : (set.entity as RowValues);
      this.written.push({
        entity: set.meta.className,
        id: String((set.entity as { id?: string | number }).id ?? ''),
        action,
        fields: Object.keys(set.payload).filter(field => field !== 'changedIn'),
      });
      const kept = this.#history.change(set.meta.class, before, after);
      if (kept) this.#kept.push(kept);
      this.#touch(set.meta.class, before, after);
    }
  }

  #deedOf(performer: Performer): { written: Written[]; bulk: Map<string, number> } {
    if (performer === this.performer) return this;
    const known = this.#others.get(performer);
    if (known) return known;
    const deed = { performer, written: [], bulk: new Map<string, number>() };
    this.#others.set(performer, deed);
    return deed;
  }

  #touch(entity: EntityClass<object>, before: RowValues | undefined, after: RowValues | undefined): void {
    for (const change of this.tracking.changes(entity, before, after)) {
      this.changes.set(`${change.source} ${change.placeId} ${change.day}`, change);
    }
  }

  /** Appends the change records and the history, in the unit's own transaction. */
  async store(tx: Transaction): Promise<void> {
    this.#stored = true;
    await this.#storeHistory(tx);
    if (this.changes.size === 0) return;
    const changes = [...this.changes.values()];
    await tx.execute(
      `/* kpi_change_append */ insert into kpi_change (district_id, source, place_id, day)
       select $1, * from unnest($2::text[], $3::uuid[], $4::date[])`,
      this.performer.districtId,
      changes.map(change => change.source),
      changes.map(change => change.placeId),
      changes.map(change => change.day),
    );
  }

  async #storeHistory(tx: Transaction): Promise<void> {
    const kept = this.#kept.filter(each => !this.#forgotten.has(each.subjectId));
    if (kept.length === 0) return;
    await tx.execute(
      `/* record_change_append */ insert into record_change (district_id, at, account_id, command, id, entity, row_id, subject_id, action, changes)
       select $1, $2, $3, $4, * from unnest($5::uuid[], $6::text[], $7::uuid[], $8::uuid[], $9::text[], $10::jsonb[])`,
      this.performer.districtId, this.at, this.performer.accountId, this.command,
      kept.map(() => newId()), kept.map(each => each.entity), kept.map(each => each.rowId), kept.map(each => each.subjectId),
      kept.map(each => each.action), kept.map(each => each.changes && JSON.stringify(each.changes)),
    );
  }
}

function count(bulk: Map<string, number>, entity: string, rows: number): void {
  bulk.set(entity, (bulk.get(entity) ?? 0) + rows);
}

/** The row as the database still has it. A deletion carries no original, so it is taken from the entity's helper. */
function originalOf(set: ChangeSet<object>): RowValues {
  const helper = (set.entity as { __helper: { __originalEntityData?: RowValues } }).__helper;
  const original = (set.originalEntity ?? helper.__originalEntityData) as RowValues | undefined;
  if (!original) throw new Error(`No original values of a ${set.meta.className}.`);
  return original;
}
