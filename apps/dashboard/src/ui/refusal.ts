import type { UserErrorCode } from '../generated/documents.ts';
import { REFUSALS, type Words } from '../words.ts';

interface Payload {
  readonly userErrors: readonly { readonly code: UserErrorCode }[];
}

/** Why a command was refused, null when it was not. @param own what a code means here, where more can be said than that it is so */
export function refusal({ userErrors: [refused] }: Payload, own: Partial<Record<UserErrorCode, Words>> = {}): Words | null {
  return refused ? own[refused.code] ?? REFUSALS[refused.code] : null;
}
