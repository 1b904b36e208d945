/** What an account counts: points, minutes of volunteer time, or hundredths of a yuan. Whole numbers, never fractions. */
export const LEDGER_UNITS = ['POINT', 'MINUTE', 'FEN'] as const;
export type LedgerUnit = (typeof LEDGER_UNITS)[number];

/** Whose account it is. WORLD, one per unit, is the outside: what enters or leaves the books passes through it. */
export const OWNER_KINDS = ['WORLD', 'RESIDENT', 'HOUSEHOLD', 'PROGRAM', 'SHOP', 'FUND', 'ORGANISATION'] as const;
export type OwnerKind = (typeof OWNER_KINDS)[number];

/** What a transfer is for. */
export const TRANSFER_KINDS = [
  'EARN', 'REDEEM', 'EXPIRE', 'OPENING', 'SERVICE', 'GIFT', 'DONATION', 'FUNDING', 'TOP_UP', 'CHARGE', 'ADJUSTMENT', 'REVERSAL',
] as const;
export type TransferKind = (typeof TRANSFER_KINDS)[number];

/** How a reservation ended. */
export const OUTCOMES = ['POSTED', 'VOIDED', 'EXPIRED'] as const;
export type Outcome = (typeof OUTCOMES)[number];
