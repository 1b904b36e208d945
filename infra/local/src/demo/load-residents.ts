import type { Domain } from '@linli/domain/domain';
import { residenceOf } from '@linli/domain/people/placement';
import { Residence } from '@linli/domain/people/residence.entity';
import { Household } from '@linli/domain/people/household.entity';
import { Resident } from '@linli/domain/people/resident.entity';
import { Address } from '@linli/domain/places/address.entity';
import { system } from '@linli/domain/shared/performer';
import { makeAddresses } from './addresses.ts';
import { makeHouseholds } from './households.ts';
import type { DemoTime } from './months.ts';
import { crowdOf, type Crowd } from './neighbours.ts';
import { DemoNumbers } from './numbers.ts';
import type { Analyse } from './past.ts';
import { Pipeline } from './pipeline.ts';
import type { MadeDistrict } from './places.ts';
import type { Random } from './random.ts';
import { accountHolder, makeResidents } from './residents.ts';

/** Somebody with an account. */
export interface Holder {
  readonly id: string;
  readonly name: string;
  readonly placeId: string;
}

/** Who is there. */
export interface LoadedResidents {
  readonly residents: number;
  /** Who holds the account of each grid's resident. */
  readonly holders: ReadonlyMap<string, Holder>;
  /** Of each community. */
  readonly crowds: readonly Crowd[];
}

const GROWING = ['address', 'household', 'resident', 'residence'];

/** Makes the residents of a district, with their households and addresses: one unit a community. */
export async function loadResidents(domain: Domain, random: Random, made: MadeDistrict, time: DemoTime, analyse: Analyse): Promise<LoadedResidents> {
  const holders = new Map<string, Holder>();
  const crowds: Crowd[] = [];
  const pipeline = new Pipeline();
  const numbers = new DemoNumbers(domain.sealer, made.districtId);
  let residents = 0;
  for (const community of made.streets.flatMap(({ communities }) => communities)) {
    const { plan, gridIds, grids } = community;
    const people = makeResidents(random.fork(plan.code), plan, gridIds, time);
    const households = makeHouseholds(random.fork(`${plan.code} households`), plan, gridIds, people, time);
    numbers.give(people);
    const addresses = makeAddresses(random.fork(`${plan.code} addresses`), plan.name, grids, households, people, time.start);
    for (const gridId of gridIds) {
      const holder = accountHolder(people, gridId, time);
      if (holder) holders.set(gridId, { id: holder.id, name: holder.name, placeId: gridId });
    }
    crowds.push(crowdOf(community, people, time));
    residents += people.length;
    await pipeline.push(() => domain.unit.of(system(made.districtId), 'demo.load', async tx => {
      await tx.bulkInsert(Address, addresses);
      await tx.bulkInsert(Household, households);
      await tx.bulkInsert(Resident, people);
      await tx.bulkInsert(Residence, people.map(residenceOf));
    }));
    if (crowds.length === 1) await pipeline.settled().then(() => analyse(GROWING));
  }
  await pipeline.settled();
  await analyse(GROWING);
  return { residents, holders, crowds };
}
