import type { Case } from '@linli/domain/cases/case.entity';
import { Place } from '@linli/domain/places/place.entity';
import { newId } from '@linli/domain/shared/ids';
import { PlaceAncestor } from '@linli/domain/places/place-ancestor.entity';
import { system } from '@linli/domain/shared/performer';
import { buildActor, buildCase } from '@linli/domain/testing/build';
import { startApi, type TestApi } from '../../../services/api/test/harness.ts';

export const PASSWORD = 'a long password';
export const ONCE = 'good for one time';

/** A street at work, and somebody who acts on its cases from elsewhere. */
export interface TestStreet {
  readonly api: TestApi;
  /** A case handled, and what the resident said of it: the community's resolution rate. */
  followedUp(grid: string, resolved: boolean): Promise<Case>;
  submit(title: string): Promise<Case>;
}

/**
 * Resolution rates by community: the first 5 of 10, the second 1 of 2, the third does not work with the system.
 * Accounts with passwords: `street`, its admin, and `once`, whose password is good for one sign-in.
 */
export async function startStreet(settings: Parameters<typeof startApi>[0] = {}): Promise<TestStreet> {
  const api = await startApi(settings);
  const { domain, district } = api;
  const admin = await buildActor(domain, district.districtId, 'STREET_ADMIN', district.street);
  const worker = await buildActor(domain, district.districtId, 'STREET_ADMIN', district.street);
  await notOnboarded(api);
  for (const [login, password, once] of [['street', PASSWORD, false], ['once', ONCE, true]] as const) {
    await domain.access.createAccount(system(district.districtId), {
      login, password, once, displayName: '王街道', roles: [{ role: 'STREET_ADMIN', placeId: district.street }],
    });
  }
  const submit = (title: string, grid: string = district.grids[0]) => buildCase(domain, admin, district, { placeId: grid, title, onBehalf: true });
  const followedUp = async (grid: string, resolved: boolean) => {
    const { id } = await submit('路灯不亮', grid);
    await domain.cases.accept(worker, id, {});
    await domain.cases.assign(worker, id, { assigneeId: worker.accountId });
    await domain.cases.start(worker, id, {});
    await domain.cases.handle(worker, id, { outcome: 'RESOLVED' });
    return domain.cases.followUp(admin, id, { contacted: true, resolved, source: 'CALL_BACK' });
  };
  const [first, second, third] = district.grids;
  for (let n = 0; n < 10; n++) await followedUp(n % 2 === 0 ? first : second, n < 5);
  for (let n = 0; n < 2; n++) await followedUp(third, n < 1);
  await domain.engine.drain(district.districtId);
  return { api, followedUp, submit };
}

/** Marks the district as a demonstration. */
export function markGenerated({ domain, district }: TestApi): Promise<void> {
  return domain.unit.of(system(district.districtId), 'test.mark', async tx => {
    const root = await tx.get(Place, district.root);
    if (root) root.dataOrigin = 'GENERATED';
  });
}

function notOnboarded({ domain, district: { districtId, root, street } }: TestApi): Promise<void> {
  return domain.unit.of(system(districtId), 'test.place', async tx => {
    const { id } = await tx.create(Place, {
      id: newId(), parentId: street, level: 'COMMUNITY', code: `${districtId}001003`, name: '远处社区', boundary: null, onboardedAt: null,
      dataOrigin: 'REAL', createdAt: tx.at,
    });
    for (const [depth, ancestorId] of [id, street, root].entries()) await tx.create(PlaceAncestor, { placeId: id, ancestorId, depth });
  });
}

