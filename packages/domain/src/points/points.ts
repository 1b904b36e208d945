import type { Sealer } from '../people/sealed.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import { PointsAwardsService } from './awards.service.ts';
import { WasteDropsService } from './drops.service.ts';
import type { PointsEventType } from './event-type.ts';
import { PointsExpiryService } from './expiry.service.ts';
import { PointsGoodsService } from './goods.service.ts';
import { LeaderboardService } from './leaderboard.service.ts';
import { PriorityListsService } from './priority.service.ts';
import { RedemptionsService } from './redemptions.service.ts';
import { PointsRulesService } from './rules.service.ts';

/** The services of the points scheme. */
export class Points {
  readonly rules: PointsRulesService;
  readonly awards: PointsAwardsService;
  readonly drops: WasteDropsService;
  readonly goods: PointsGoodsService;
  readonly redemptions: RedemptionsService;
  readonly priorityLists: PriorityListsService;
  readonly expiry: PointsExpiryService;
  readonly leaderboard: LeaderboardService;

  /** @param events what points may be given for, as the rooms declare it */
  constructor(unit: UnitOfWork, sealer: Sealer, events: readonly PointsEventType[]) {
    this.rules = new PointsRulesService(unit, events);
    this.awards = new PointsAwardsService(unit);
    this.drops = new WasteDropsService(unit);
    this.goods = new PointsGoodsService(unit);
    this.redemptions = new RedemptionsService(unit, sealer);
    this.priorityLists = new PriorityListsService(unit);
    this.expiry = new PointsExpiryService(unit);
    this.leaderboard = new LeaderboardService(unit);
  }
}
