import { createHmac } from 'node:crypto';
import type { Actor } from '@linli/domain/access/actor';
import type { Origin } from '@linli/domain/access/access.service';
import type { Domain } from '@linli/domain/domain';
import type { Read, Rows } from '@linli/domain/shared/read';
import type { Snapshot } from '@linli/domain/shared/snapshot';
import type { Log } from '@linli/process/log';
import { unauthenticated } from './errors.ts';
import { Loaders } from './loaders.ts';
import type { Feeds } from '../live/feeds.ts';

/** What one process shares among all operations. */
export interface Services extends Feeds {
  readonly domain: Domain;
  readonly log: Log;
}

/** What the transport does for an operation: browsers hold the session in a cookie. */
export interface Transport {
  setSession(token: string, expiresAt: Date): void;
  clearSession(): void;
  /** Ends the connection of an open subscription, because its rights have changed. */
  close?(reason: string): void;
}

/** GraphQL's context. Apollo clones it shallowly, so everything that changes lives in {@link Operation}. */
export interface Context {
  readonly operation: Operation;
}

/** One request, or one message of a subscription: who asks, one snapshot for all its reads, and its loaders. */
export class Operation implements Rows {
  readonly services: Services;
  readonly origin: Origin;
  readonly transport: Transport;
  #actor: Actor | null;
  #snapshot: Snapshot | undefined;
  #loaders: Loaders | undefined;
  #closed = false;

  constructor(services: Services, origin: Origin, transport: Transport, actor: Actor | null, snapshot?: Snapshot) {
    this.services = services;
    this.origin = origin;
    this.transport = transport;
    this.#actor = actor;
    this.#snapshot = snapshot;
  }

  get domain(): Domain {
    return this.services.domain;
  }

  get signedIn(): boolean {
    return this.#actor !== null;
  }

  /** @throws GraphQLError UNAUTHENTICATED */
  get actor(): Actor {
    if (!this.#actor) throw unauthenticated();
    return this.#actor;
  }

  /** The actor from here on: after signing in, or when roles have changed. */
  become(actor: Actor | null): void {
    this.#actor = actor;
  }

  get districtId(): number {
    return this.actor.districtId;
  }

  get loaders(): Loaders {
    return (this.#loaders ??= new Loaders(this));
  }

  /**
   * The actor as performer of a command whose input may carry an idempotency key. The input's digest is kept, so it
   * is a keyed one: from a plain one a telephone number could be guessed.
   */
  by(input: { idempotencyKey?: string | null | undefined }): Actor {
    const { idempotencyKey: key, ...rest } = input;
    if (key === null || key === undefined) return this.actor;
    const fingerprint = createHmac('sha256', this.domain.connections.settings.key).update(JSON.stringify(rest)).digest('base64url');
    return { ...this.actor, idempotency: { key, fingerprint } };
  }

  /** Another operation of the same asker, on newer data. Whoever makes it closes it. */
  fresh(): Operation {
    return new Operation(this.services, this.origin, this.transport, this.#actor);
  }

  rows<Row, Values extends readonly unknown[]>(statement: Read<Row, Values>, ...values: Values): Promise<Row[]> {
    if (this.#closed) return Promise.reject(new Error('This operation is over.'));
    this.#snapshot ??= this.domain.connections.snapshot(this.districtId);
    return this.#snapshot.rows(statement, ...values);
  }

  /**
   * Ends the snapshot and gives its connection back, before anything that waits for another connection, such as a
   * command. What is read later sees newer data.
   */
  async release(): Promise<void> {
    const ended = this.#snapshot;
    this.#loaders = undefined;
    this.#snapshot = undefined;
    await ended?.close();
  }

  /**
   * The same, for good. When a field fails, graphql-js answers while resolvers beside it still run: what they would
   * read now is refused, for nobody would give its connection back.
   */
  close(): Promise<void> {
    this.#closed = true;
    return this.release();
  }
}

/** Does something in an operation and closes it. */
export async function closing<T>(operation: Operation, work: (operation: Operation) => T): Promise<Awaited<T>> {
  try {
    return await work(operation);
  } finally {
    await operation.close();
  }
}
