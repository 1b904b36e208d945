import { defineEntity } from '@mikro-orm/core';
import type { DataOrigin } from '../places/place.entity.ts';
import { CHANGED_IN, type ChangedIn } from '../shared/changed.ts';
import type { CareKind } from './moves.ts';

const CareServiceSchema = defineEntity({
  name: 'CareService',
  tableName: 'care_service',
  properties: p => ({
    districtId: p.integer().primary(),
    id: p.uuid().primary(),
    centreId: p.uuid(),
    /** For whoever lives there or under it: the centre's place, or one under it. */
    placeId: p.uuid(),
    /** The program that it is part of. */
    programId: p.uuid().nullable(),
    name: p.string(),
    kind: p.string().$type<CareKind>(),
    /** Served at the elder's home, not at the centre. */
    atHome: p.boolean(),
    /** In fen; the sponsor's share is part of it. */
    price: p.integer(),
    /** The organisation whose money pays the sponsor's share; while it is null the program pays it, if there is any. */
    sponsorId: p.uuid().nullable(),
    sponsorShare: p.integer(),
    /** What the member's share costs in minutes of the time bank; null when it is paid in yuan only. */
    minutes: p.integer().nullable(),
    /** From this age on; null for any. */
    minAge: p.integer().nullable(),
    /** Only for elders without kin. */
    noKinOnly: p.boolean(),
    /** Only for this degree of disability and those more severe (1 is the most severe); null for everybody. */
    disabilityLevel: p.integer().nullable(),
    /** `HH:MM` of the day itself until when one may book, and cancel without loss; null: until it begins. */
    cutOff: p.string().nullable(),
    /** The back office approves each booking first, as with clinics. */
    needsApproval: p.boolean(),
    /** Who cancels late or does not come pays the member's share all the same; a sponsor never does. */
    chargesMissed: p.boolean(),
    /** Since when it is not offered any more. */
    closedAt: p.datetime().nullable(),
    dataOrigin: p.string().$type<DataOrigin>(),
    createdAt: p.datetime(),
    /** Which transaction wrote it last; see shared/changed. */
    changedIn: p.type('xid8').$type<ChangedIn>().defaultRaw(CHANGED_IN.default).onUpdate(CHANGED_IN.anew),
  }),
});

/** 养老服务项目. What a centre offers, to whom, and who pays. */
export class CareService extends CareServiceSchema.class {
  static readonly schema = CareServiceSchema;

  /** What is left for the member to pay, in fen. */
  memberShare(): number {
    return this.price - this.sponsorShare;
  }
}
CareServiceSchema.setClass(CareService);
