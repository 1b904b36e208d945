import type { Role, ViewerFieldsFragment } from '../generated/documents.ts';

/** Who answers for a place. */
export const ADMINS: readonly Role[] = ['DISTRICT_ADMIN', 'STREET_ADMIN', 'COMMUNITY_ADMIN'];
/** Who works for a place. */
export const STAFF: readonly Role[] = [...ADMINS, 'GRID_WORKER', 'MEDIATOR', 'CENTRE_STAFF'];

/** Whether somebody is an admin of any place; the API knows of which. */
export const isAdmin = ({ roles }: ViewerFieldsFragment): boolean => roles.some(({ role }) => ADMINS.includes(role));
