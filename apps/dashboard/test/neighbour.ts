import { Account } from '@linli/domain/access/account.entity';
import { addDays, calendarDate, dayOf } from '@linli/domain/shared/clock';
import { system } from '@linli/domain/shared/performer';
import { buildActivity } from '@linli/domain/testing/activity-stand';
import { buildActor, buildResident } from '@linli/domain/testing/build';
import { buildVolunteer, serviceTypeOf } from '@linli/domain/testing/build-time-bank';
import { CareStand } from '@linli/domain/testing/care-stand';
import { givePoints, SCHEME } from '@linli/domain/testing/points-stand';
import { Exchange } from '@linli/domain/time-bank/exchange.entity';
import type { TestApi } from '../../../services/api/test/harness.ts';
import { PASSWORD } from './street.ts';

/**
 * A daughter with an account (`daughter`) who acts for her mother of 76. There is an activity, a meal, something in the catalogue,
 * and a service to the mother that waits for a confirmation. The mother has 120 points, and 20 yuan in her purse.
 */
export async function moveIn({ domain, district }: TestApi): Promise<void> {
  const by = system(district.districtId);
  const admin = await buildActor(domain, district.districtId, 'DISTRICT_ADMIN', district.root);
  const daughter = await buildResident(domain, district, { name: '王丽', birthDate: calendarDate('1975-05-05') });
  const mother = await buildResident(domain, district, { name: '陈桂兰', birthDate: calendarDate('1949-05-05') });
  const { id: accountId } = await domain.access.createAccount(by, {
    login: 'daughter', password: PASSWORD, once: false, displayName: '王丽', roles: [{ role: 'RESIDENT', placeId: district.grids[0] }],
  });
  await domain.unit.of(by, 'test.join', async tx => Object.assign((await tx.get(Account, accountId)) ?? {}, { residentId: daughter.id }));
  await domain.consents.nameProxy(by, { residentId: mother.id, holderId: accountId, relation: 'CHILD', version: '1', channel: 'PAPER' });

  await buildActivity(domain, district, { title: '重阳节联欢', venue: '活动室', capacity: 20 });
  const care = await CareStand.build(domain, district, '东街');
  await domain.elderCare.centres.topUp(care.staff, care.centre.id, mother.id, { amount: 2_000, receipt: 'R-1' });
  await care.slot(await care.service(), 10);
  await domain.points.rules.setUp(by, { ...SCHEME, levels: [...SCHEME.levels, { name: '邻里之星', from: 500 }] });
  await givePoints(domain, district.districtId, mother.id, 120);
  await domain.points.goods.create(admin, { placeId: district.root, name: '洗衣液', kind: 'GOODS', price: 50, stock: 5 });

  const giver = await buildResident(domain, district, { name: '李建国', birthDate: calendarDate('1962-05-01') });
  const company = await serviceTypeOf(domain, district.districtId, 'company');
  await buildVolunteer(domain, district, giver.id, [company]);
  const bank = domain.timeBank.exchanges;
  const { id } = await bank.match(admin, { giverId: giver.id, receiverIds: [mother.id], serviceTypeId: company });
  const tomorrow = addDays(dayOf(domain.clock.now()), 1);
  await bank.schedule(admin, id, new Date(`${tomorrow}T10:00:00+08:00`), 60);
  await domain.unit.of(by, 'test.serve', async tx => {
    const begun = { startsAt: new Date(tx.at.getTime() - 7_200_000), endsAt: new Date(tx.at.getTime() - 3_600_000) }; // whatever the hour is now
    return Object.assign((await tx.get(Exchange, id)) ?? {}, { ...begun, status: 'SUBMITTED', minutes: 60, checkedInAt: begun.startsAt, submittedAt: tx.at });
  });
}
