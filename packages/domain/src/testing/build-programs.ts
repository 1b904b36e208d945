import type { Domain } from '../domain.ts';
import type { PlaybookVersion } from '../programs/playbook-version.entity.ts';
import type { ProgramFunding } from '../programs/program-funding.entity.ts';
import type { ProgramSpending } from '../programs/program-spending.entity.ts';
import type { ProgramStaff } from '../programs/program-staff.entity.ts';
import type { Program } from '../programs/program.entity.ts';
import { addDays, dayOf } from '../shared/clock.ts';
import { buildActor, type BuiltDistrict } from './build.ts';

/** A program with something of everything. */
export interface BuiltProgram {
  readonly running: Program;
  readonly planned: Program;
  readonly version: PlaybookVersion;
  readonly staff: ProgramStaff;
  readonly funding: ProgramFunding;
  readonly spending: ProgramSpending;
}

/** A program that runs in the first community, with people, steps and money, published as a playbook; and one that is planned. @param mark stands in its texts */
export async function buildProgram(domain: Domain, at: BuiltDistrict, mark = '测试'): Promise<BuiltProgram> {
  const { programs, work, money, playbooks } = domain.programs;
  const admin = await buildActor(domain, at.districtId, 'DISTRICT_ADMIN', at.root);
  const trainer = await buildActor(domain, at.districtId, 'VOLUNTEER', at.grids[0]);
  const beginsOn = dayOf(domain.clock.now());
  const plan = () => programs.create(admin, {
    placeId: at.communities[0], title: `${mark}银发数字桥`, beginsOn, endsOn: addDays(beginsOn, 300), budget: 500_000,
    outcome: { indicator: 'case.satisfaction_rate', baseline: 0.4, target: 0.85 },
    from: { parts: [
      { kind: 'STEP', key: 'survey', content: { title: `${mark}需求调查`, day: 0 } }, { kind: 'ROLE', key: 'trainer', content: { title: `${mark}讲师` } },
    ] },
  });
  const { id: programId } = await plan();
  const staff = await work.join(admin, programId, trainer.accountId, 'trainer');
  const running = await programs.start(admin, programId);
  await work.mark(admin, programId, 'survey', beginsOn, mark);
  const funding = await money.receive(admin, {
    programId, kind: 'MONEY', source: 'OUTSIDE', amount: 500_000, organisationId: null, sponsor: `${mark}公司`, note: mark, receivedAt: null,
  });
  const spending = await money.spend(admin, { programId, amount: 100_000, purpose: `${mark}教材`, payee: `${mark}印刷厂`, spentAt: null });
  const version = await playbooks.publish(admin, programId, { key: 'digital-bridge', title: `${mark}银发数字桥` });
  return { running, planned: await plan(), version, staff, funding, spending };
}
