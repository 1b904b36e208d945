import { Account } from '@linli/domain/access/account.entity';
import { Membership } from '@linli/domain/access/membership.entity';
import type { Resident } from '@linli/domain/people/resident.entity';
import { COMMUNITY_C, COMMUNITY_E } from '../layout.ts';
import type { DemoTime } from '../months.ts';
import type { Past } from '../past.ts';
import type { MadeDistrict } from '../places.ts';
import type { Random } from '../random.ts';
import { DEMO_SIGN_INS } from '../sign-ins.ts';
import { Centre } from './centre.ts';
import { eldersOf } from './elders.ts';
import { runErrands } from './home-errands.ts';
import { makeStays } from './stays.ts';
import { makeVisits, type Visited } from './visits.ts';

/** Of community C, who spend their days at the centre, and how many more are visited at home. */
const [DAILY, AT_HOME] = [18, 30] as const;
/** Of the elders without kin in community E, those who are visited every two days. */
const AT_RISK = 6;

/** The care centre of community C, the errands for the lone elders of community E, and the visits of both. */
export async function loadElderCare(past: Past, random: Random, made: MadeDistrict, time: DemoTime): Promise<void> {
  const all = made.streets.flatMap(street => street.communities.map(community => ({ street, community })));
  const [c, e] = [COMMUNITY_C, COMMUNITY_E].map(({ code }) => all.find(({ community }) => community.plan.code === code));
  if (!c || !e) return;
  const lone = await runErrands(past, random.fork('errands'), e.community, time);
  const elders = await eldersOf(past, c.community, time);
  const grids = [...c.community.gridIds, ...e.community.gridIds];
  const held = await past.unit(tx => tx.find(Membership, { role: 'GRID_WORKER', placeId: { $in: grids } }));
  const visited = [
    ...lone.map(({ id, placeId }, n): Visited => ({ elder: { id, placeId }, level: n < AT_RISK ? 'EVERY_TWO_DAYS' : 'WEEKLY', reason: '孤寡独居' })),
    ...elders.slice(DAILY, DAILY + AT_HOME).map(({ id, placeId }): Visited => ({ elder: { id, placeId }, level: 'MONTHLY', reason: '高龄' })),
  ];
  await makeVisits(past, random.fork('visits'), visited, new Map(held.map(({ placeId, accountId }) => [placeId, accountId])), time);
  past.goTo(time.months[14]?.from ?? time.start);
  const centre = await Centre.open(past, c.community, c.street.id, elders.slice(0, DAILY));
  await actForSomebody(past, elders[0]);
  await makeStays(past, random.fork('stays'), centre.id, elders.slice(0, DAILY), time);
  await centre.work();
}

/** The resident who can sign in acts for one of those who eat at the centre. */
async function actForSomebody(past: Past, parent: Resident | undefined): Promise<void> {
  const login = DEMO_SIGN_INS.find(({ role }) => role === 'RESIDENT')?.login ?? '';
  const holder = await past.unit(tx => tx.findOne(Account, { login }));
  if (holder && parent) await past.domain.consents.nameProxy(past.by, { residentId: parent.id, holderId: holder.id, relation: 'CHILD', version: '1', channel: 'PAPER' });
}
