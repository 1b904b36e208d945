/** Where a service stands: 已匹配, 已预约, 已签到, 待确认, 已确认, 有争议, 已更正, 已作废, 已取消, 爽约. */
export const EXCHANGE_STATUSES = [
  'MATCHED', 'SCHEDULED', 'CHECKED_IN', 'SUBMITTED', 'CONFIRMED', 'DISPUTED', 'ADJUSTED', 'VOIDED', 'CANCELLED', 'NO_SHOW',
] as const;
export type ExchangeStatus = (typeof EXCHANGE_STATUSES)[number];

/** States in which the giver's time is taken, so that no other service may lie there. */
export const TAKEN_STATUSES = ['SCHEDULED', 'CHECKED_IN', 'SUBMITTED', 'CONFIRMED', 'DISPUTED', 'ADJUSTED'] as const satisfies readonly ExchangeStatus[];

/** States in which something is still to come. */
export const LIVE_STATUSES = ['MATCHED', 'SCHEDULED', 'CHECKED_IN', 'SUBMITTED', 'DISPUTED'] as const satisfies readonly ExchangeStatus[];

/** Who may make a move: GIVER who serves · RECEIVER one of those served, or who acts for them · STAFF who works over the place · ADMIN over it. */
export type ExchangeMoveBy = 'GIVER' | 'RECEIVER' | 'STAFF' | 'ADMIN';

export interface ExchangeMove {
  readonly from: readonly ExchangeStatus[];
  /** The state afterwards; SAME leaves it as it is. */
  readonly to: ExchangeStatus | 'SAME';
  readonly by: readonly ExchangeMoveBy[];
}

/** The one transition table. Policy, entity, API and tests all read it. */
export const EXCHANGE_MOVES = {
  schedule: { from: ['MATCHED', 'SCHEDULED'], to: 'SCHEDULED', by: ['GIVER', 'RECEIVER', 'STAFF'] },
  checkIn: { from: ['SCHEDULED'], to: 'CHECKED_IN', by: ['GIVER', 'STAFF'] },
  submit: { from: ['CHECKED_IN'], to: 'SUBMITTED', by: ['GIVER', 'STAFF'] },
  confirm: { from: ['SUBMITTED'], to: 'CONFIRMED', by: ['GIVER', 'RECEIVER', 'STAFF'] },
  dispute: { from: ['SUBMITTED', 'CONFIRMED'], to: 'DISPUTED', by: ['RECEIVER', 'STAFF'] },
  adjust: { from: ['DISPUTED'], to: 'ADJUSTED', by: ['ADMIN'] },
  void: { from: ['DISPUTED'], to: 'VOIDED', by: ['ADMIN'] },
  cancel: { from: ['MATCHED', 'SCHEDULED'], to: 'CANCELLED', by: ['GIVER', 'RECEIVER', 'STAFF'] },
  noShow: { from: ['SCHEDULED'], to: 'NO_SHOW', by: ['GIVER', 'RECEIVER', 'STAFF'] },
  audit: { from: ['CONFIRMED', 'ADJUSTED'], to: 'SAME', by: ['ADMIN'] },
} as const satisfies Record<string, ExchangeMove>;

/** Moves that everybody makes at once who serves in the same session; so is calling it off, unless one of them does it for themselves. */
export const MADE_TOGETHER: readonly ExchangeMoveName[] = ['schedule', 'checkIn', 'submit', 'confirm'];

export type ExchangeMoveName = keyof typeof EXCHANGE_MOVES;
export const EXCHANGE_MOVE_NAMES = Object.keys(EXCHANGE_MOVES) as ExchangeMoveName[];

/** The states a move may start from. */
export function startsFrom(move: ExchangeMoveName): readonly ExchangeStatus[] {
  return EXCHANGE_MOVES[move].from;
}

/** How a receiver has confirmed: 手机, 密码, 服务卡, 电话回访. */
export const CONFIRMATIONS = ['APP', 'PIN', 'CARD', 'CALL_BACK'] as const;
export type Confirmation = (typeof CONFIRMATIONS)[number];

/** Who did not come. */
export const SIDES = ['GIVER', 'RECEIVER'] as const;
export type Side = (typeof SIDES)[number];

/** 供给, 需求. */
export const LISTING_KINDS = ['OFFER', 'REQUEST'] as const;
export type ListingKind = (typeof LISTING_KINDS)[number];

/** How it was entered: by the resident, by who acts for them, or taken down by a worker on the telephone, at the window or at home. */
export const LISTING_CHANNELS = ['APP', 'PROXY', 'TELEPHONE', 'WINDOW', 'VISIT'] as const;
export type ListingChannel = (typeof LISTING_CHANNELS)[number];

/** Offers stay OPEN until they are withdrawn; a request is MATCHED while a service answers it, and FULFILLED by one that was confirmed. */
export const LISTING_STATUSES = ['OPEN', 'MATCHED', 'FULFILLED', 'WITHDRAWN'] as const;
export type ListingStatus = (typeof LISTING_STATUSES)[number];
