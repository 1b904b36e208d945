import type pg from 'pg';

/** A pool on whose connections each statement passes through `on` first, which may hold it up or change it. */
export function intercepted(pool: pg.Pool, on: (text: string) => string | Promise<string>): pg.Pool {
  return { connect: async () => {
    const client = await pool.connect();
    return {
      query: async (statement: string | { text: string }, values?: unknown[]) =>
        (typeof statement === 'string' ? client.query(await on(statement), values) : client.query({ ...statement, text: await on(statement.text) })),
      release: (error?: Error) => client.release(error),
    };
  } } as unknown as pg.Pool;
}

/** Something that several wait for until it is opened. */
export interface Gate {
  readonly opened: Promise<void>;
  open(): void;
}

export function gate(): Gate {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { opened: promise, open: resolve };
}
