import { ADMINS } from '../frame/roles.ts';
import type { AccountFieldsFragment, Role, ViewerFieldsFragment } from '../generated/documents.ts';

type Held = AccountFieldsFragment['memberships'][number];
type Standing = Pick<ViewerFieldsFragment, 'id' | 'roles'>;

/** Who gives and takes a role; the API holds to the same. */
const GIVEN_BY: Partial<Record<Role, readonly Role[]>> = {
  DISTRICT_ADMIN: ['DISTRICT_ADMIN'], STREET_ADMIN: ['DISTRICT_ADMIN'], PARTNER: ['DISTRICT_ADMIN'], COMMUNITY_ADMIN: ['DISTRICT_ADMIN', 'STREET_ADMIN'],
};
const OFFERED: readonly Role[] = ['GRID_WORKER', 'COMMUNITY_ADMIN', 'STREET_ADMIN', 'DISTRICT_ADMIN', 'MEDIATOR', 'CENTRE_STAFF', 'VOLUNTEER', 'RESIDENT', 'PARTNER'];

/** Whether somebody may give and take a role. @param lineage the place where it is held, and those above it */
export function grants({ roles }: Standing, role: Role, lineage: readonly string[]): boolean {
  return roles.some(held => held.place !== null && lineage.includes(held.place.id) && (GIVEN_BY[role] ?? ADMINS).includes(held.role));
}

/** The roles that somebody may give at a place. */
export const grantable = (viewer: Standing, lineage: readonly string[]): Role[] => OFFERED.filter(role => grants(viewer, role, lineage));

/** A place and those above it. */
export function lineageOf(place: { readonly id: string; readonly ancestors: readonly { readonly id: string }[] } | null): string[] {
  return place ? [place.id, ...place.ancestors.map(({ id }) => id)] : [];
}

/** Whether a role is held, or is to be. */
export const lasts = ({ validTo }: Pick<Held, 'validTo'>): boolean => validTo === null || Date.parse(validTo) > Date.now();

/** Whether somebody may reset, disable and enable an account: who may give all that it holds. */
export function manages(viewer: Standing, { id, organisation, memberships }: AccountFieldsFragment): boolean {
  if (id === viewer.id) return false;
  if (organisation) return viewer.roles.some(({ role, place }) => ADMINS.includes(role) && place !== null && lineageOf(organisation.place).includes(place.id));
  const lasting = memberships.filter(lasts);
  const held = lasting.length > 0 ? lasting : memberships;
  return held.length > 0 ? held.every(({ role, place }) => grants(viewer, role, lineageOf(place))) : viewer.roles.some(({ role }) => role === 'DISTRICT_ADMIN');
}
