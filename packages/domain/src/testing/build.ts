import type { Actor } from '../access/actor.ts';
import { one } from '../shared/read.ts';
import { sessionByDigest } from '../access/access.read.ts';
import { Account } from '../access/account.entity.ts';
import { Session } from '../access/session.entity.ts';
import type { Role } from '../access/membership.entity.ts';
import { digestOf, newToken } from '../access/token.ts';
import { CaseCategory } from '../cases/case-category.entity.ts';
import type { Case } from '../cases/case.entity.ts';
import type { NewCase } from '../cases/inputs.ts';
import { createDefaultCategories } from '../cases/default-categories.ts';
import type { Domain } from '../domain.ts';
import { createDefaultItems } from '../digital-bridge/default-items.ts';
import { createDefaultServiceTypes } from '../time-bank/default-service-types.ts';
import { startClock } from '../kpis/engine/start-clock.ts';
import { accountOf, hold, resolve, transfer } from '../ledger/book.ts';
import type { OwnerKind } from '../ledger/units.ts';
import type { Resident } from '../people/resident.entity.ts';
import { PlaceAncestor } from '../places/place-ancestor.entity.ts';
import { Place, type PlaceLevel } from '../places/place.entity.ts';
import type { NewPerson } from '../register/person.ts';
import { ResidentCall } from '../register/resident-call.entity.ts';
import { calendarDate } from '../shared/clock.ts';
import { newId } from '../shared/ids.ts';
import { system } from '../shared/performer.ts';
import type { Transaction } from '../shared/transaction.ts';

/** A small district for tests: one street, two communities, two grids in each. */
export interface BuiltDistrict {
  readonly districtId: number;
  readonly root: string;
  readonly street: string;
  readonly communities: readonly [string, string];
  /** Two of the first community, then two of the second. */
  readonly grids: readonly [string, string, string, string];
  readonly categoryId: string;
}

/** Builds a district with its tree, categories and clock. @param mark stands in every name, to be found in leaks */
export async function buildDistrict(domain: Domain, districtId: number, mark = '测试'): Promise<BuiltDistrict> {
  return domain.unit.of(system(districtId), 'district.create', async tx => {
    await tx.execute(
      `insert into district (id, code, name, province, data_origin, created_at) values ($1, $2, $3, '测试省', 'REAL', $4)`,
      districtId, String(districtId), `${mark}区`, tx.at);
    const add = async (level: PlaceLevel, code: string, above: readonly string[]): Promise<string> => {
      const place = await tx.create(Place, {
        id: newId(), parentId: above.at(-1) ?? null, level, code: `${districtId}${code}`, name: `${mark}${level}${code}`,
        boundary: null, onboardedAt: tx.at, closedAt: null, dataOrigin: 'REAL', createdAt: tx.at,
      });
      const line = [...above, place.id].toReversed();
      for (const [depth, ancestorId] of line.entries()) await tx.create(PlaceAncestor, { placeId: place.id, ancestorId, depth });
      return place.id;
    };
    const root = await add('DISTRICT', '', []);
    const street = await add('STREET', '001', [root]);
    const communities = [await add('COMMUNITY', '001001', [root, street]), await add('COMMUNITY', '001002', [root, street])] as const;
    const grids = [
      await add('GRID', '001001001', [root, street, communities[0]]), await add('GRID', '001001002', [root, street, communities[0]]),
      await add('GRID', '001002001', [root, street, communities[1]]), await add('GRID', '001002002', [root, street, communities[1]]),
    ] as const;
    await createDefaultCategories(tx);
    await createDefaultServiceTypes(tx);
    await createDefaultItems(tx);
    await startClock(tx, domain.engine.counting);
    const category = await tx.findOne(CaseCategory, { code: 'other' });
    return { districtId, root, street, communities, grids, categoryId: category?.id ?? '' };
  });
}

let logins = 0;

/** An account with one role at a place, signed in without the cost of a password. */
export async function buildActor(domain: Domain, districtId: number, role: Role, placeId: string): Promise<Actor & { token: string }> {
  const account = await domain.access.createAccount(system(districtId), {
    login: `${role.toLowerCase()}-${(logins += 1)}`, displayName: `${role} ${logins}`, password: null, roles: [{ role, placeId }],
  });
  return signedIn(domain, districtId, account.id);
}

/** An account of an organisation, likewise. */
export async function buildOrganisationActor(domain: Domain, districtId: number, organisationId: string): Promise<Actor & { token: string }> {
  const { id } = await domain.access.createAccount(system(districtId), {
    login: `organisation-${(logins += 1)}`, displayName: `单位 ${logins}`, password: null, roles: [],
  });
  await domain.unit.of(system(districtId), 'account.join', async tx => Object.assign((await tx.get(Account, id)) ?? {}, { organisationId }));
  return signedIn(domain, districtId, id);
}

async function signedIn(domain: Domain, districtId: number, accountId: string): Promise<Actor & { token: string }> {
  const token = newToken(districtId);
  await domain.unit.of(system(districtId), 'session.begin', tx => tx.create(Session, {
    id: newId(), accountId, tokenDigest: digestOf(token), createdAt: tx.at,
    expiresAt: new Date(tx.at.getTime() + 86_400_000), revokedAt: null,
  }));
  const snapshot = domain.connections.snapshot(districtId);
  try {
    const session = await one(snapshot, sessionByDigest, digestOf(token), new Date(domain.clock.now().getTime() + 1));
    if (!session) throw new Error('The session was not found.');
    return { districtId, requestId: null, address: null, ...session, token };
  } finally {
    await snapshot.close();
  }
}

/** A case as a resident or a worker would bring it; whatever is not given is ordinary. */
export function buildCase(domain: Domain, actor: Actor, at: BuiltDistrict, values: Partial<NewCase> = {}): Promise<Case> {
  return domain.cases.submit(actor, {
    placeId: at.grids[0], categoryId: at.categoryId, kind: 'HELP', urgency: 'ORDINARY', channel: 'APP', title: '楼道灯不亮',
    onBehalf: false, ...values,
  });
}

/** A book with something of everything: points that came in, went out and are reserved, in the chain and waiting for it. */
export async function buildLedger(domain: Domain, districtId: number): Promise<{ world: string; resident: string }> {
  const unit = <T>(work: (tx: Transaction) => Promise<T>) => domain.unit.of(system(districtId), 'ledger.build', work);
  const accounts = await unit(async tx => ({ world: await accountOf(tx, 'POINT', 'WORLD', null), resident: await accountOf(tx, 'POINT', 'RESIDENT', newId()) }));
  const point = (key: string) => ({ kind: 'EARN', unit: 'POINT', client: 'build', key } as const);
  const out = [{ source: accounts.resident, destination: accounts.world, amount: 10 }];
  await unit(tx => transfer(tx, { ...point('in'), postings: [{ source: accounts.world, destination: accounts.resident, amount: 100 }] }));
  await unit(tx => transfer(tx, { ...point('out'), postings: out }));
  const held = await unit(tx => hold(tx, { ...point('held'), postings: out }, null));
  await unit(tx => resolve(tx, held.id, 'VOIDED'));
  await domain.ledger.publish(districtId);
  await unit(tx => hold(tx, { ...point('still held'), postings: out }, null));
  return accounts;
}

/** An account with 100 points for an owner. @returns its id */
export function buildAccount(domain: Domain, districtId: number, ownerKind: OwnerKind, ownerId: string): Promise<string> {
  return domain.unit.of(system(districtId), 'ledger.test', async tx => {
    const [source, destination] = [await accountOf(tx, 'POINT', 'WORLD', null), await accountOf(tx, 'POINT', ownerKind, ownerId)];
    await transfer(tx, { kind: 'EARN', unit: 'POINT', client: 'test', key: newId(), postings: [{ source, destination, amount: 100 }] });
    return destination;
  });
}

/** A woman of 76 who has lived in the first grid for long; whatever is not given is ordinary. */
export function buildResident(domain: Domain, at: BuiltDistrict, values: Partial<NewPerson> = {}): Promise<Resident> {
  return domain.residents.register(system(at.districtId), {
    placeId: at.grids[0], name: '王秀英', sex: 'FEMALE', birthDate: calendarDate('1949-12-31'), standing: 'REGISTERED_HERE',
    livesFrom: calendarDate('1990-05-01'), ...values,
  });
}

/** A register with something of everything: a household of two who are kin, a proxy by consent, and what was shown of whom. */
export async function buildRegister(domain: Domain, at: BuiltDistrict): Promise<{ resident: Resident; householdId: string; workerId: string }> {
  const by = system(at.districtId);
  const worker = await buildActor(domain, at.districtId, 'GRID_WORKER', at.grids[0]);
  const resident = await buildResident(domain, at, { idNumber: '11010519491231002X', phone: '13812345678' });
  const son = await buildResident(domain, at, { name: '王建国', sex: 'MALE', birthDate: calendarDate('1975-05-05') });
  const { id: householdId } = await domain.households.create(by, { placeId: at.grids[0], kind: 'FAMILY', headId: resident.id });
  await domain.households.join(by, householdId, son.id, 'CHILD');
  await domain.kin.add(by, { residentId: son.id, relation: 'PARENT', kinId: resident.id });
  await domain.kin.add(by, { residentId: resident.id, relation: 'SIBLING', name: '王秀兰', phone: '13987654321' });
  await domain.consents.nameProxy(by, { residentId: resident.id, holderId: worker.accountId, relation: 'WORKER', version: '1', channel: 'PAPER', evidence: '档案柜三' });
  await domain.disclosures.reveal(worker, { residentId: resident.id, fields: ['PHONE'], purpose: '上门前联系' });
  await domain.unit.of(by, 'resident.call', tx => tx.create(ResidentCall, {
    id: newId(), residentId: resident.id, accountId: worker.accountId, askedAt: tx.at, status: 'ASKED', attempts: 0, endedAt: null,
  }));
  return { resident, householdId, workerId: worker.accountId };
}
