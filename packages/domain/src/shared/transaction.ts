import {
  LockMode, QueryOrder,
  type EntityClass, type EntityManager, type FilterQuery, type FindOptions, type RequiredEntityData,
} from '@mikro-orm/postgresql';
import { CompiledQuery, type Kysely } from 'kysely';
import { bulkChange, bulkInsert, bulkUpdate, type BulkValues } from './bulk.ts';
import { combinedWrite, type CombinedWrite, type RowsOf, type Steps } from './combined-write.ts';
import { whileRecording } from './guard.ts';
import type { Performer } from './performer.ts';
import type { Read, Rows } from './read.ts';
import type { Recording, Whose } from './recording.ts';

/** A row of a tenant: every one is found by district and id. */
export interface TenantRow {
  districtId: number;
  id: string;
}

/**
 * What a unit of work may do. It hands out no entity manager: every change goes through a row that was locked
 * or made here, so that its old values are certain when the changed figures are derived.
 */
export class Transaction implements Rows {
  readonly #em: EntityManager;
  readonly #recording: Recording;
  #made: EntityClass<object> | undefined;

  constructor(em: EntityManager, recording: Recording) {
    this.#em = em;
    this.#recording = recording;
  }

  get performer(): Performer {
    return this.#recording.performer;
  }

  get districtId(): number {
    return this.performer.districtId;
  }

  /** The time of the command: one for everything it writes. */
  get at(): Date {
    return this.#recording.at;
  }

  /** A row by id, locked until commit, or null. Only rows got this way may be changed. */
  async get<E extends TenantRow>(entity: EntityClass<E>, id: string): Promise<E | null> {
    await this.flush();
    const where = { districtId: this.districtId, id } as FilterQuery<E>;
    const found = await this.#em.findOne(entity, where, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });
    if (found) this.#recording.hold(found);
    return found;
  }

  /** A row by id that stays as it is until commit, or null; not to be changed. Any number of units may keep the same row. */
  async keep<E extends TenantRow>(entity: EntityClass<E>, id: string): Promise<E | null> {
    await this.flush();
    const where = { districtId: this.districtId, id } as FilterQuery<E>;
    return this.#em.findOne(entity, where, { lockMode: LockMode.PESSIMISTIC_READ, refresh: true });
  }

  /** The rows that match, locked in id order until commit. */
  async getAll<E extends TenantRow>(entity: EntityClass<E>, where: Partial<E> | FilterQuery<E>): Promise<E[]> {
    await this.flush();
    const found = await this.#em.find(entity, this.#own(where), {
      lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true, orderBy: { id: QueryOrder.ASC },
    } as FindOptions<E>);
    for (const row of found) this.#recording.hold(row);
    return found;
  }

  /** Rows to look at, not to change. */
  async find<E extends { districtId: number }>(
    entity: EntityClass<E>,
    where: Partial<E> | FilterQuery<E>,
    options: Pick<FindOptions<E>, 'orderBy' | 'limit'> = {},
  ): Promise<E[]> {
    await this.flush();
    return this.#em.find(entity, this.#own(where), options);
  }

  /** The first row that matches, to look at. */
  async findOne<E extends { districtId: number }>(entity: EntityClass<E>, where: Partial<E> | FilterQuery<E>): Promise<E | null> {
    return (await this.find(entity, where, { limit: 1 }))[0] ?? null;
  }

  /** A row by its entity's name, for the answer to a repeated command. */
  async findByName(name: string, id: string): Promise<object | null> {
    const meta = this.#em.getMetadata().getByClassName(name);
    return this.findOne(meta.class as EntityClass<TenantRow>, { id });
  }

  /** Makes a row of this district. Rows of different kinds are written in the order they are made. */
  async create<E extends { districtId: number }>(entity: EntityClass<E>, values: Omit<RequiredEntityData<E>, 'districtId'>): Promise<E> {
    if (this.#made !== entity) await this.flush();
    this.#made = entity;
    const made = this.#em.create(entity, { ...values, districtId: this.districtId } as unknown as RequiredEntityData<E>);
    this.#recording.hold(made);
    return made;
  }

  /** Deletes a row that was got before. */
  async remove<E extends TenantRow>(row: E): Promise<void> {
    this.#em.remove(row);
    await this.flush();
  }

  /** Inserts many rows in one statement, with their change records. */
  async bulkInsert<E extends { districtId: number }>(entity: EntityClass<E>, rows: readonly BulkValues<E>[]): Promise<void> {
    await this.flush();
    await bulkInsert(this, this.#em.getMetadata().get(entity), this.#recording, rows);
  }

  /** Sets the same values on many rows in one statement, which locks them in id order and records both their days. */
  async bulkUpdate<E extends TenantRow>(entity: EntityClass<E>, ids: readonly string[], values: Partial<E>): Promise<number> {
    await this.flush();
    const changed = await bulkUpdate(this, this.#em.getMetadata().get(entity), this.#recording, ids, values);
    await this.#readAgain(entity, ids);
    return changed;
  }

  /**
   * Sets on each of many rows its own values, as few statements as parameters allow, which lock the rows in id order and
   * record both their days. All rows give the same properties.
   * @returns how many rows there were to change
   */
  async bulkChange<E extends TenantRow>(entity: EntityClass<E>, rows: readonly (Partial<E> & { readonly id: string })[]): Promise<number> {
    await this.flush();
    const changed = await bulkChange(this, this.#em.getMetadata().get(entity), this.#recording, rows);
    await this.#readAgain(entity, rows.map(({ id }) => id));
    return changed;
  }

  /** Writes rows of several kinds in one statement, their change records with them. @param whose for the audit, where others than the performer asked for some */
  async write<S extends Steps>(write: CombinedWrite<S>, rows: RowsOf<S>, whose?: Whose): Promise<void> {
    await this.flush();
    await combinedWrite(this, entity => this.#em.getMetadata().get(entity), this.#recording, write, rows, whose);
  }

  /** Forgets what a record was before, this unit's own changes included: its values are to be nowhere any more. */
  async forgetHistory(subjectId: string): Promise<void> {
    await this.flush();
    this.#recording.forget(subjectId);
    await this.execute('/* record_change_forget */ delete from record_change where district_id = $1 and subject_id = $2', this.districtId, subjectId);
  }

  /** Rows of a declared read, seeing what this unit has written. */
  async rows<Row, Values extends readonly unknown[]>(statement: Read<Row, Values>, ...values: Values): Promise<Row[]> {
    await this.flush();
    return this.execute<Row & object>(statement.text, this.districtId, ...values);
  }

  /**
   * One SQL statement inside the transaction, for the rooms that own a table without an entity. Writes to
   * tracked tables are refused.
   */
  async execute<Row extends object>(text: string, ...values: readonly unknown[]): Promise<Row[]> {
    const trx = this.#em.getTransactionContext<Kysely<unknown>>() as Kysely<unknown>;
    return (await trx.executeQuery<Row>(CompiledQuery.raw(text, [...values]))).rows;
  }

  /** Writes what is pending. Services need not call it. */
  async flush(): Promise<void> {
    this.#made = undefined;
    await whileRecording(() => this.#em.flush());
  }

  /** Rows that this unit knows from before a bulk write must not go on with their old values. */
  async #readAgain<E extends TenantRow>(entity: EntityClass<E>, ids: readonly string[]): Promise<void> {
    const known = ids.filter(id => this.#em.getUnitOfWork().getById(entity, [this.districtId, id] as never));
    if (known.length > 0) await this.#em.find(entity, this.#own<E>({ id: { $in: known } } as object), { refresh: true });
  }

  #own<E extends object>(where: Partial<E> | FilterQuery<E>): FilterQuery<E> {
    return { ...(where as object), districtId: this.districtId } as FilterQuery<E>;
  }
}
