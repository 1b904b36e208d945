import type { PlaybookPartKind } from '../programs/part-kind.ts';
import { checkedFields, optional, text, type FieldRule } from '../programs/parts.rule.ts';
import { newId } from '../shared/ids.ts';
import { Refusal } from '../shared/refusal.ts';
import { CareCentre } from './care-centre.entity.ts';
import { CareService } from './care-service.entity.ts';
import { LONGEST_NAME, checkedService, type ServiceTerms } from './service.rule.ts';

const SILENT = { atHome: false, price: 0, sponsorShare: 0, noKinOnly: false, needsApproval: false, chargesMissed: false };
const known: FieldRule = () => undefined; // by checkedService
const flag: FieldRule = (value, field) => {
  if (value !== undefined && typeof value !== 'boolean') throw new Refusal('INVALID', 'Expected true or false.', [field]);
};
const termsOf = (content: unknown) => ({ ...SILENT, ...(content as ServiceTerms) });

/** 养老服务项目: what the care centre of the program's place offers as part of it. The sponsor's share is paid by the program. */
export const servicePart: PlaybookPartKind = {
  key: 'SERVICE', title: { ZH: '养老服务项目', EN: 'care service' },
  check(content) {
    checkedFields(content, {
      name: text(LONGEST_NAME), kind: known, price: known, sponsorShare: known, minutes: known, minAge: known, disabilityLevel: known, cutOff: optional(text(LONGEST_NAME)),
      atHome: flag, noKinOnly: flag, needsApproval: flag, chargesMissed: flag,
    });
    checkedService(termsOf(content));
  },
  async apply(tx, program, content) {
    const [centre] = await tx.find(CareCentre, { placeId: program.placeId }, { orderBy: { createdAt: 'asc' }, limit: 1 });
    if (!centre) throw new Refusal('WRONG_STATE', 'There is no care centre at its place: set one up first.', ['programId']);
    await tx.create(CareService, {
      id: newId(), centreId: centre.id, placeId: program.placeId, programId: program.id, sponsorId: null, ...checkedService(termsOf(content)), closedAt: null,
      dataOrigin: program.dataOrigin, createdAt: tx.at,
    });
  },
};
