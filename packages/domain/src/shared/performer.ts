/** Makes a command safe to send again: one key, one effect. */
export interface Idempotency {
  /** Chosen by the client, unique among its own commands. */
  readonly key: string;
  /** Digest of the command's input; the same key with another digest is a CONFLICT. */
  readonly fingerprint: string;
}

/** Who performs a unit of work, for which district, on whose request. */
export interface Performer {
  readonly districtId: number;
  /** The account, or null when the system itself acts (deadlines, closings, imports). */
  readonly accountId: string | null;
  readonly requestId: string | null;
  /** Network address the request came from, for the audit. */
  readonly address: string | null;
  readonly idempotency?: Idempotency | undefined;
}

/** The system acting by itself in one district. */
export function system(districtId: number): Performer {
  return { districtId, accountId: null, requestId: null, address: null };
}
