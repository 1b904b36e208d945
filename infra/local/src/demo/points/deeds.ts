import type { Resident } from '@linli/domain/people/resident.entity';
import type { WasteDrop } from '@linli/domain/points/waste-drop.entity';
import { manualEvent } from '@linli/domain/points/manual.event';
import { wasteDropEvent } from '@linli/domain/points/waste-drop.event';
import { newId } from '@linli/domain/shared/ids';
import type { NewRow } from '@linli/domain/shared/read';
import type { DemoMonth, DemoTime } from '../months.ts';
import type { Random } from '../random.ts';
import type { Deed } from './awards.ts';
import type { Wording } from './scheme.ts';

/** Somebody who does things for others. */
export type Helper = Pick<Resident, 'id' | 'placeId'>;

/** Deeds of a helper in the first month, and in the last. */
const A_MONTH = { first: 0.4, last: 1 } as const;
const EVIDENCE = ['楼道清洁签到表', '活动现场签到', '网格员现场登记'] as const;

/** What helpers did in a month and a worker entered by hand. */
export function deedsOf(random: Random, helpers: readonly Helper[], wordings: readonly Wording[], { number, from, to, part }: DemoMonth, { months }: DemoTime): Deed[] {
  const often = A_MONTH.first + ((A_MONTH.last - A_MONTH.first) * number) / months.length;
  return Array.from({ length: Math.round(helpers.length * often * part) }, (): Deed => {
    const { id, placeId } = random.pick(helpers);
    const occurredAt = new Date(from.getTime() + random.below(to.getTime() - from.getTime()));
    return {
      wording: random.pick(wordings), eventType: manualEvent.key, eventKey: newId(), ownerKind: 'RESIDENT', ownerId: id, residentId: id, placeId, occurredAt,
      note: random.pick(EVIDENCE),
    };
  });
}

/** The correct ones of some drops. */
export function deedsOfDrops(drops: readonly NewRow<WasteDrop>[], wording: Wording): Deed[] {
  return drops.filter(({ correct }) => correct).map(({ id, householdId, placeId, occurredAt }): Deed => ({
    wording, eventType: wasteDropEvent.key, eventKey: id, ownerKind: 'HOUSEHOLD', ownerId: householdId ?? '', residentId: null, placeId, occurredAt, note: null,
  }));
}
