import type { Sealer } from '../people/sealed.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import { BuddiesService } from './buddies.service.ts';
import { BridgeItemsService } from './items.service.ts';
import { SkillsService } from './skills.service.ts';
import { ServiceTransactionsService } from './transactions.service.ts';

/** The services of the senior digital bridge. Its courses are activities, its surveys surveys, its money the program's. */
export class DigitalBridge {
  readonly items: BridgeItemsService;
  readonly skills: SkillsService;
  readonly buddies: BuddiesService;
  readonly transactions: ServiceTransactionsService;

  constructor(unit: UnitOfWork, sealer: Sealer) {
    this.items = new BridgeItemsService(unit);
    this.skills = new SkillsService(unit);
    this.buddies = new BuddiesService(unit, sealer);
    this.transactions = new ServiceTransactionsService(unit);
  }
}
