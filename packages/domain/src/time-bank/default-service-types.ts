import { newId } from '../shared/ids.ts';
import type { Transaction } from '../shared/transaction.ts';
import { ServiceType } from './service-type.entity.ts';

/** Services that every district starts with; it adds its own. */
export const DEFAULT_SERVICE_TYPES = [
  ['company', '陪伴聊天'], ['meals', '助餐'], ['cleaning', '助洁'], ['clinic', '陪同就医'], ['errand', '上门代办'], ['repair', '家电维修'],
  ['haircut', '理发'], ['smartphone', '智能手机教学'], ['counselling', '心理疏导'], ['other', '其他'],
] as const;

/** Registered with the creation of districts. */
export async function createDefaultServiceTypes(tx: Transaction): Promise<void> {
  await tx.bulkInsert(ServiceType, DEFAULT_SERVICE_TYPES.map(([code, name]) => ({ id: newId(), code, name, closedAt: null })));
}
