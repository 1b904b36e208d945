import type { Kind } from '../graphql/global-id.ts';

/** Where the page shows things of a kind: whatever a notice may be about stands here, and only here. */
export const PAGES: Readonly<Partial<Record<Kind, string>>> = {
  Case: 'cases', Place: 'places', Resident: 'residents', PointsAward: 'points/awards', Redemption: 'points/redemptions', PriorityList: 'points/priority-lists',
  Exchange: 'time-bank/exchanges', Activity: 'activities', CareBooking: 'elder-care/bookings', CareCentre: 'elder-care/centres', WellbeingVisit: 'elder-care/visits', Program: 'programs',
  Survey: 'surveys', Alert: 'alerts',
};
