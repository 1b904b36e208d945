import type { CaseChannel, CaseKind, CaseMoveName, CaseOutcome, CaseStatus, CaseUrgency, FollowUpSource } from '@linli/domain/cases/moves';
import { enumOf } from '../graphql/enums.ts';

export const CaseStatusEnum = enumOf<CaseStatus>('CaseStatus', '状态 Where a case stands.', {
  RECEIVED: '已接收', ACCEPTED: '已受理', ASSIGNED: '已派单', IN_PROGRESS: '处置中', SUSPENDED: '已挂起', HANDLED: '已办结（待回访）',
  CLOSED: '已结案', REJECTED: '不予受理', MERGED: '已并案',
});
export const CaseOutcomeEnum = enumOf<CaseOutcome>('CaseOutcome', '办理结果 How a matter ended, apart from where the case stands.', {
  RESOLVED: '已解决', PARTLY: '部分解决', EXPLAINED: '解释说明', UNABLE: '无法解决', NOT_RESPONSIBLE: '非本级职责', DUPLICATE: '重复诉求',
});
export const CaseKindEnum = enumOf<CaseKind>('CaseKind', '诉求类型 What kind of matter it is.', {
  INQUIRY: '咨询', HELP: '求助', COMPLAINT: '投诉', REPORT: '举报', SUGGESTION: '建议',
});
export const CaseUrgencyEnum = enumOf<CaseUrgency>('CaseUrgency', '紧急程度 How soon it has to be handled.', {
  ORDINARY: '一般', URGENT: '紧急', EMERGENCY: '特急',
});
export const CaseChannelEnum = enumOf<CaseChannel>('CaseChannel', '来源渠道 How a matter came in.', {
  APP: '小程序', WINDOW: '窗口', TELEPHONE: '电话', HOTLINE: '热线转办', VISIT: '走访', PATROL: '巡查',
});
export const FollowUpSourceEnum = enumOf<FollowUpSource>('FollowUpSource', '回访方式 Whose word a follow-up rests on.', {
  RESIDENT: '居民本人', CALL_BACK: '电话回访', VISIT: '上门回访',
});
const MOVES: Record<CaseMoveName, string> = {
  accept: '受理', reject: '不予受理', merge: '并案', assign: '派单、转办', return: '退单', start: '开始处置', suspend: '挂起', resume: '恢复',
  extend: '延期', handle: '办结', handleOnSpot: '现场办结', followUp: '回访', close: '结案', reopen: '重办', rate: '评价', addNote: '补充说明',
};
/** `handleOnSpot` → `HANDLE_ON_SPOT`, as the API writes words. */
export function moveWord(move: string): string {
  return move.replaceAll(/[A-Z]/g, letter => `_${letter}`).toUpperCase();
}
export const CaseMoveEnum = enumOf<string>('CaseMove', '操作 A move that a case can make.', Object.fromEntries([
  ...Object.entries(MOVES).map(([move, meaning]) => [moveWord(move), meaning]),
  ['SUBMIT', '提交'], ['OVERDUE', '超期'], ['RELOCATE', '随网格调整'],
]) as Record<string, string>);
