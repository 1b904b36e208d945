/** Where a booking stands: 候补, 待确认, 已预约, 已签到, 已完成, 已取消, 逾期取消, 未到. */
export const BOOKING_STATES = ['WAITLISTED', 'PENDING', 'BOOKED', 'CHECKED_IN', 'FULFILLED', 'CANCELLED', 'LATE_CANCELLED', 'NO_SHOW'] as const;
export type BookingState = (typeof BOOKING_STATES)[number];

/** The one transition table. */
export const BOOKING_MOVES: Readonly<Record<BookingState, readonly BookingState[]>> = {
  WAITLISTED: ['PENDING', 'BOOKED', 'CANCELLED'],
  PENDING: ['PENDING', 'BOOKED', 'CANCELLED'],
  BOOKED: ['CHECKED_IN', 'FULFILLED', 'CANCELLED', 'LATE_CANCELLED', 'NO_SHOW'],
  CHECKED_IN: ['FULFILLED'],
  FULFILLED: [],
  CANCELLED: [],
  LATE_CANCELLED: [],
  NO_SHOW: [],
};

/** States in which a place of the slot is taken; whoever did not come has taken it from others all the same. */
export const TAKEN_STATES = ['PENDING', 'BOOKED', 'CHECKED_IN', 'FULFILLED', 'NO_SHOW'] as const satisfies readonly BookingState[];

/** States in which something is still to come. */
export const LIVE_STATES = ['WAITLISTED', 'PENDING', 'BOOKED', 'CHECKED_IN'] as const satisfies readonly BookingState[];

/** Whose word a pending booking waits for: the elder's on an offered place, or the back office's approval. */
export const AWAITED = ['ACCEPTANCE', 'APPROVAL'] as const;
export type Awaited = (typeof AWAITED)[number];

/** Why a booking was cancelled: 本人取消, 未通过审核, 候补逾期, 场次取消, 场次已过. */
export const CANCEL_CAUSES = ['WITHDRAWN', 'REJECTED', 'OFFER_EXPIRED', 'CALLED_OFF', 'TIME_OVER'] as const;
export type CancelCause = (typeof CANCEL_CAUSES)[number];

/** 日间照料, 助餐, 助浴, 助洁, 助医, 上门代办, 其他. */
export const CARE_KINDS = ['DAY_CARE', 'MEAL', 'BATHING', 'CLEANING', 'CLINIC', 'HOME_ERRAND', 'OTHER'] as const;
export type CareKind = (typeof CARE_KINDS)[number];

/** In what a member pays: hundredths of a yuan, or minutes of the time bank. */
export const CARE_UNITS = ['FEN', 'MINUTE'] as const;
export type CareUnit = (typeof CARE_UNITS)[number];

/** How a booking came: by the elder, by who acts for them, or taken down by a worker on the telephone, at the window or at home. */
export const CARE_CHANNELS = ['APP', 'PROXY', 'TELEPHONE', 'WINDOW', 'VISIT'] as const;
export type CareChannel = (typeof CARE_CHANNELS)[number];
