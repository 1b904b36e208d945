import { CaseCategory } from '@linli/domain/cases/case-category.entity';
import { CaseClosing } from '@linli/domain/cases/case-closing.entity';
import { CaseStep } from '@linli/domain/cases/case-step.entity';
import { Case } from '@linli/domain/cases/case.entity';
import { expectInBulk } from '@linli/domain/cases/deadlines';
import type { Domain } from '@linli/domain/domain';
import { system } from '@linli/domain/shared/performer';
import type { CommunityStaff } from '../accounts.ts';
import type { DemoTime } from '../months.ts';
import { Pipeline } from '../pipeline.ts';
import type { MadeDistrict } from '../places.ts';
import type { Random } from '../random.ts';
import { Receipts } from './receipts.ts';
import { StreetCases, type Categories } from './street-cases.ts';

/**
 * Makes the cases of a district, street by street and month by month, so that memory stays flat at any scale.
 * @param onMonth called after each month with the number of cases so far
 */
export async function loadCases(
  domain: Domain, random: Random, made: MadeDistrict, staff: ReadonlyMap<string, CommunityStaff>, time: DemoTime, onMonth: (cases: number) => void,
): Promise<void> {
  const performer = system(made.districtId);
  const known = await domain.unit.of(performer, 'demo.load', tx => tx.find(CaseCategory, {}));
  const categories: Categories = new Map(known.map(category => [category.code, category]));
  const streets = made.streets.map(street => new StreetCases(random.fork(street.plan.code), street, staff, categories, time));
  const pipeline = new Pipeline();
  let cases = 0;
  for (const month of time.months) {
    const receipts = new Receipts(month);
    for (const street of streets) {
      const files = street.ofMonth(month.number, receipts);
      cases += files.length;
      await pipeline.push(() => domain.unit.of(performer, 'demo.load', async tx => {
        const matters = files.map(({ matter }) => matter);
        await tx.bulkInsert(Case, matters);
        await tx.bulkInsert(CaseStep, files.flatMap(({ steps }) => steps));
        await tx.bulkInsert(CaseClosing, files.flatMap(({ closings }) => closings));
        await expectInBulk(tx, matters);
      }));
    }
    onMonth(cases);
  }
  await pipeline.settled();
}
