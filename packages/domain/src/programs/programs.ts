import type { UnitOfWork } from '../shared/unit-of-work.ts';
import { measureSpendings, type OnMeasured } from './measured.ts';
import { documentPart, indicatorPart, rolePart, stepPart } from './own-parts.ts';
import type { PlaybookPartKind } from './part-kind.ts';
import { PlaybooksService } from './playbooks.service.ts';
import { ProgramMoneyService } from './program-money.service.ts';
import { ProgramWorkService } from './program-work.service.ts';
import { ProgramsService } from './programs.service.ts';

/** The services of programs and playbooks. */
export class Programs {
  readonly programs: ProgramsService;
  readonly work: ProgramWorkService;
  readonly money: ProgramMoneyService;
  readonly playbooks: PlaybooksService;
  /** What playbooks are made of. */
  readonly partKinds: readonly PlaybookPartKind[];

  /**
   * @param kinds of parts that other rooms understand
   * @param indicators keys of those that there are
   * @param onMeasured upper rooms that keep by what programs are measured
   */
  constructor(unit: UnitOfWork, kinds: readonly PlaybookPartKind[], indicators: readonly string[], onMeasured: readonly OnMeasured[]) {
    this.partKinds = [documentPart, stepPart, rolePart, indicatorPart(indicators), ...kinds];
    const byKey = new Map(this.partKinds.map(kind => [kind.key, kind]));
    this.programs = new ProgramsService(unit, byKey, indicators, [measureSpendings, ...onMeasured]);
    this.work = new ProgramWorkService(unit);
    this.money = new ProgramMoneyService(unit);
    this.playbooks = new PlaybooksService(unit, byKey);
  }
}
