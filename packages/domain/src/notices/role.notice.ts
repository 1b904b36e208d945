import type { RoleChanged } from '../access/roles.service.ts';
import type { Role } from '../access/membership.entity.ts';
import { Place } from '../places/place.entity.ts';
import { defineNotice } from './notice-kind.ts';
import { notify } from './notify.ts';
import { moment, oneOf, plain } from './param.ts';
import { accounts } from './recipients.ts';

const role = oneOf<Role>({
  DISTRICT_ADMIN: { ZH: '区县管理员', EN: 'district admin' }, STREET_ADMIN: { ZH: '街道管理员', EN: 'street admin' },
  COMMUNITY_ADMIN: { ZH: '社区管理员', EN: 'community admin' }, GRID_WORKER: { ZH: '网格员', EN: 'grid worker' },
  MEDIATOR: { ZH: '调解员', EN: 'mediator' }, CENTRE_STAFF: { ZH: '服务中心工作人员', EN: 'centre staff' },
  VOLUNTEER: { ZH: '志愿者', EN: 'volunteer' }, RESIDENT: { ZH: '居民', EN: 'resident' }, PARTNER: { ZH: '第三方前端', EN: 'partner' },
});

export const roleGiven = defineNotice('role.given', {
  about: 'Place',
  params: { role, place: plain, from: moment },
  ZH: { title: '您有了新的任职', body: '{place}：{role}，自 {from} 起。' },
  EN: { title: 'You were given a role', body: '{role}, {place}, from {from}.' },
});

export const roleTaken = defineNotice('role.taken', {
  about: 'Place',
  params: { role, place: plain },
  ZH: { title: '您的任职已撤销', body: '{place}：{role}。' },
  EN: { title: 'A role of yours was taken away', body: '{role}, {place}.' },
});

/** Registered with access, which stands below: whoever is given a role, or has one taken away, is told. */
export const tellOfRole: RoleChanged = async (tx, { accountId, role: held, placeId, validFrom }, change) => {
  const place = (await tx.findOne(Place, { id: placeId }))?.name ?? '';
  const letter = { to: accounts(accountId), about: placeId };
  if (change === 'GIVEN') await notify(tx, roleGiven, { ...letter, params: { role: held, place, from: validFrom } });
  else await notify(tx, roleTaken, { ...letter, params: { role: held, place } });
};
