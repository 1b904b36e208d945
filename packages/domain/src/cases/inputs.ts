import type { CaseChannel, CaseKind, CaseUrgency } from './moves.ts';

/** What every move may carry. */
export interface MoveInput {
  /** When it happened, when that was not now; never in the future. */
  readonly occurredAt?: Date | undefined;
  readonly note?: string | undefined;
}

/** A matter as it comes in. */
export interface NewCase {
  /** Where it is; told by the address when there is one. */
  readonly placeId?: string | undefined;
  readonly addressId?: string | undefined;
  readonly categoryId: string;
  readonly kind: CaseKind;
  readonly urgency: CaseUrgency;
  readonly channel: CaseChannel;
  readonly title: string;
  readonly description?: string | undefined;
  readonly occurredAt?: Date | undefined;
  /** Taken in by staff for somebody else; else it is the actor's own matter, or that of a resident whom they act for. */
  readonly onBehalf: boolean;
  /** Of the register, whose matter it is: the actor themselves, somebody they act for, or whom they take it in for. */
  readonly residentId?: string | undefined;
  readonly contactName?: string | undefined;
  readonly contactPhone?: string | undefined;
  /** Where the matter stands in another system, to recognise it when it is sent again. */
  readonly external?: { readonly system: string; readonly id: string } | undefined;
}
