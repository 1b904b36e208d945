import type { Actor } from '../access/actor.ts';
import { Account } from '../access/account.entity.ts';
import type { Domain } from '../domain.ts';
import type { Resident } from '../people/resident.entity.ts';
import { calendarDate } from '../shared/clock.ts';
import { newId } from '../shared/ids.ts';
import { system } from '../shared/performer.ts';
import type { Exchange } from '../time-bank/exchange.entity.ts';
import type { ServiceListing } from '../time-bank/service-listing.entity.ts';
import { ServiceCertificate } from '../time-bank/service-certificate.entity.ts';
import { ServiceType } from '../time-bank/service-type.entity.ts';
import type { Volunteer } from '../time-bank/volunteer.entity.ts';
import { buildActor, buildResident, type BuiltDistrict } from './build.ts';

/** A resident's own account, signed in. */
export async function buildResidentActor(domain: Domain, { districtId, grids }: BuiltDistrict, residentId: string): Promise<Actor & { token: string }> {
  const actor = await buildActor(domain, districtId, 'RESIDENT', grids[0]);
  await domain.unit.of(system(districtId), 'account.join', async tx => Object.assign((await tx.get(Account, actor.accountId)) ?? {}, { residentId }));
  return { ...actor, residentId };
}

/** The service of a code that every district starts with. */
export async function serviceTypeOf(domain: Domain, districtId: number, code: string): Promise<string> {
  const found = await domain.unit.of(system(districtId), 'test.look', tx => tx.findOne(ServiceType, { code }));
  if (!found) throw new Error(`No service ${code}.`);
  return found.id;
}

/** A volunteer who has time on every day from eight to eight. */
export function buildVolunteer(domain: Domain, { districtId }: BuiltDistrict, residentId: string, skillIds: readonly string[]): Promise<Volunteer> {
  const availability = [1, 2, 3, 4, 5, 6, 7].map(weekday => ({ weekday, from: 480, to: 1_200 }));
  return domain.timeBank.volunteers.enrol(system(districtId), { residentId, skillIds, availability });
}

/** A time bank with something of everything. */
export interface BuiltTimeBank {
  readonly giver: Resident;
  readonly receiver: Resident;
  readonly giverActor: Actor & { token: string };
  readonly receiverActor: Actor & { token: string };
  readonly volunteer: Volunteer;
  readonly serviceTypeId: string;
  /** Open. */
  readonly request: ServiceListing;
  /** Scheduled for tomorrow. */
  readonly exchange: Exchange;
  readonly certificateCode: string;
}

/** Builds one with a mark in its texts. */
export async function buildTimeBank(domain: Domain, at: BuiltDistrict, mark = '测试'): Promise<BuiltTimeBank> {
  const admin = await buildActor(domain, at.districtId, 'DISTRICT_ADMIN', at.root);
  const giver = await buildResident(domain, at, { name: `${mark}志愿者`, birthDate: calendarDate('1962-05-01') });
  const receiver = await buildResident(domain, at, { name: `${mark}老人` });
  const [giverActor, receiverActor] = [await buildResidentActor(domain, at, giver.id), await buildResidentActor(domain, at, receiver.id)];
  const { settings, cards, listings, exchanges } = domain.timeBank;
  await settings.setPolicy(admin, { giftsTo: 'ANYBODY' });
  const serviceTypeId = await serviceTypeOf(domain, at.districtId, 'company');
  const volunteer = await buildVolunteer(domain, at, giver.id, [serviceTypeId]);
  await cards.issue(receiverActor, receiver.id, '135790');
  const asked = { kind: 'REQUEST', residentId: receiver.id, serviceTypeId, minutes: 60, note: `${mark}想找人聊天` } as const;
  const [first, request] = [await listings.enter(receiverActor, asked), await listings.enter(receiverActor, asked)];
  const { id } = await exchanges.match(admin, { listingId: first.id, giverId: giver.id });
  const exchange = await exchanges.schedule(giverActor, id, new Date(domain.clock.now().getTime() + 86_400_000), 60);
  await domain.unit.of(system(at.districtId), 'test.certify', tx => tx.create(ServiceCertificate, {
    id: newId(), residentId: giver.id, firstDay: calendarDate('2024-01-01'), lastDay: calendarDate('2024-12-31'), minutes: 60, donated: 0, code: mark, issuedAt: tx.at,
    issuedById: admin.accountId,
  }));
  return { giver, receiver, giverActor, receiverActor, volunteer, serviceTypeId, request, exchange, certificateCode: mark };
}
