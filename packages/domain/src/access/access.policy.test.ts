import { expect, test } from '@jest/globals';
import { mayChangePlaces, mayGrant } from './access.policy.ts';
import type { Actor } from './actor.ts';
import { ROLES, type Role } from './membership.entity.ts';

/** Who may give and take what, over the place: a row for the giver, its columns in the order of the roles. */
const TABLE = `
                    DISTRICT_ADMIN STREET_ADMIN COMMUNITY_ADMIN GRID_WORKER MEDIATOR CENTRE_STAFF VOLUNTEER RESIDENT PARTNER
  DISTRICT_ADMIN    yes            yes          yes             yes         yes      yes          yes       yes      yes
  STREET_ADMIN      no             no           yes             yes         yes      yes          yes       yes      no
  COMMUNITY_ADMIN   no             no           no              yes         yes      yes          yes       yes      no
  GRID_WORKER       no             no           no              no          no       no           no        no       no
  MEDIATOR          no             no           no              no          no       no           no        no       no
  CENTRE_STAFF      no             no           no              no          no       no           no        no       no
  VOLUNTEER         no             no           no              no          no       no           no        no       no
  RESIDENT          no             no           no              no          no       no           no        no       no
  PARTNER           no             no           no              no          no       no           no        no       no
`;

const [heads = [], ...rows] = TABLE.trim().split('\n').map(line => line.trim().split(/\s+/));
const LINEAGE = ['grid', 'community', 'street', 'district'];

function actor(...memberships: Actor['memberships']): Actor {
  return { districtId: 1, accountId: 'a', sessionId: 's', residentId: null, organisationId: null, mustSetPassword: false, requestId: null, address: null, memberships };
}

test('the table knows every role', () => {
  expect([heads, rows.map(([giver]) => giver)]).toEqual([[...ROLES], [...ROLES]]);
});

test.each(rows)('%s gives and takes what the table says, at and under their place and nowhere else', (giver, ...says) => {
  for (const [column, role] of ROLES.entries()) {
    for (const placeId of ['grid', 'community', 'street', 'district', 'elsewhere']) {
      const may = mayGrant(actor({ role: giver as Role, placeId }), role, LINEAGE);
      expect(`${role} at ${placeId}: ${may ? 'yes' : 'no'}`).toBe(`${role} at ${placeId}: ${placeId === 'elsewhere' ? 'no' : says[column]}`);
    }
  }
});

test('without a role nothing can be given, with several the highest counts', () => {
  for (const role of ROLES) expect(mayGrant(actor(), role, LINEAGE)).toBe(false);
  expect(mayGrant(actor({ role: 'RESIDENT', placeId: 'grid' }, { role: 'DISTRICT_ADMIN', placeId: 'district' }), 'STREET_ADMIN', LINEAGE)).toBe(true);
  expect(mayGrant(actor({ role: 'DISTRICT_ADMIN', placeId: 'elsewhere' }, { role: 'RESIDENT', placeId: 'grid' }), 'RESIDENT', LINEAGE)).toBe(false);
});

test('places are changed by the system and by admins over them', () => {
  const may = ROLES.filter(role => mayChangePlaces(actor({ role, placeId: 'street' }), LINEAGE));
  expect(may).toEqual(['DISTRICT_ADMIN', 'STREET_ADMIN', 'COMMUNITY_ADMIN']);
  expect(mayChangePlaces(actor({ role: 'STREET_ADMIN', placeId: 'elsewhere' }), LINEAGE)).toBe(false);
  expect(mayChangePlaces({ districtId: 1, accountId: null, requestId: null, address: null }, LINEAGE)).toBe(true);
  expect(mayChangePlaces({ districtId: 1, accountId: 'somebody', requestId: null, address: null }, LINEAGE)).toBe(false);
});
