import { newId } from '../shared/ids.ts';
import type { Transaction } from '../shared/transaction.ts';
import { CaseCategory } from './case-category.entity.ts';

const DAY = 480;
/** Working minutes promised where a district has decided nothing else. */
const SLA = { ORDINARY: 5 * DAY, URGENT: DAY, EMERGENCY: DAY / 4 };

/** Categories that every district starts with; it adds its own. */
export const DEFAULT_CATEGORIES = [
  ['environment', '环境卫生'], ['facilities', '公共设施'], ['noise', '噪音扰民'], ['parking', '停车管理'], ['property', '物业服务'],
  ['neighbours', '邻里纠纷'], ['safety', '安全隐患'], ['elderly', '老人服务'], ['certificates', '证明办理'], ['other', '其他'],
] as const;

/** Registered with the creation of districts. */
export async function createDefaultCategories(tx: Transaction): Promise<void> {
  await tx.bulkInsert(CaseCategory, DEFAULT_CATEGORIES.map(([code, name]) => ({ id: newId(), parentId: null, code, name, sla: SLA })));
}
