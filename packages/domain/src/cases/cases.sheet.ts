import { ADMINS, holds, isActor } from '../access/actor.ts';
import { maskName, maskPhone } from '../people/masking.ts';
import type { Sealer } from '../people/sealed.ts';
import { addDays, startOf, ZONE } from '../shared/clock.ts';
import type { Performer } from '../shared/performer.ts';
import { day, number, text, word } from '../sheets/cells.rule.ts';
import { filter, first } from '../sheets/filters.ts';
import { column, defineSheet, type Sheet } from '../sheets/sheet.ts';
import { casesOut, type CaseNarrowing } from './cases-out.read.ts';
import { categories } from './cases.read.ts';
import type { CaseStatus } from './moves.ts';

const when = text(30);

const STATUSES = {
  RECEIVED: '已接收', ACCEPTED: '已受理', ASSIGNED: '已派单', IN_PROGRESS: '处置中', SUSPENDED: '已挂起', HANDLED: '已办结', CLOSED: '已结案', REJECTED: '不予受理', MERGED: '已并案',
} as const satisfies Record<CaseStatus, string>;

/** By what cases are narrowed as they go out. */
const FILTERS = {
  status: filter(word(STATUSES), { zh: '状态', en: 'Status', single: false }),
  category: filter(text(100), { zh: '类别', en: 'Category', single: false, isKnown: async (from, value) => (await from.rows(categories)).some(({ code, name }) => value === code || value === name) }),
  receivedFrom: filter(day(), { zh: '接收从', en: 'Received from', single: true }),
  receivedTo: filter(day(), { zh: '接收到', en: 'Received to', single: true }),
};

const COLUMNS = {
  trackingNumber: column(text(50), { zh: '受理编号', en: 'Tracking number', required: true, example: '20260314-7KX2M9A' }),
  placeCode: column(text(50), { zh: '网格编码', en: 'Grid code', required: true, example: '419001001001001' }),
  placeName: column(text(100), { zh: '地点', en: 'Place', required: true, example: '第一网格' }),
  kind: column(word({ INQUIRY: '咨询', HELP: '求助', COMPLAINT: '投诉', REPORT: '举报', SUGGESTION: '建议' }), { zh: '类型', en: 'Kind', required: true, example: '求助' }),
  category: column(text(100), { zh: '类别', en: 'Category', required: true, example: '环境卫生' }),
  urgency: column(word({ ORDINARY: '一般', URGENT: '紧急', EMERGENCY: '特急' }), { zh: '紧急程度', en: 'Urgency', required: true, example: '一般' }),
  status: column(word(STATUSES), { zh: '状态', en: 'Status', required: true, example: '处置中' }),
  outcome: column(word({
    RESOLVED: '已解决', PARTLY: '部分解决', EXPLAINED: '解释说明', UNABLE: '无法解决', NOT_RESPONSIBLE: '非本级职责', DUPLICATE: '重复诉求',
  }), { zh: '办理结果', en: 'Outcome', required: false, example: '已解决' }),
  title: column(text(200), { zh: '标题', en: 'Title', required: true, example: '楼道灯不亮' }),
  contactName: column(text(100), { zh: '联系人', en: 'Contact', required: false, example: '张*', mask: maskName }),
  contactPhone: column(text(20), { zh: '联系电话', en: 'Contact number', required: false, example: '138****5678', mask: maskPhone }),
  receivedAt: column(when, { zh: '接收时间', en: 'Received', required: true, example: '2026-03-14 09:30' }),
  dueAt: column(when, { zh: '期限', en: 'Due', required: true, example: '2026-03-20 18:00' }),
  overdue: column(word({ YES: '是', NO: '否' }), { zh: '超期', en: 'Overdue', required: true, example: '否' }),
  handledAt: column(when, { zh: '办结时间', en: 'Handled', required: false, example: '2026-03-18 10:00' }),
  closedAt: column(when, { zh: '结案时间', en: 'Closed', required: false, example: '2026-03-25 10:00' }),
  rating: column(number(1, 5, true), { zh: '评价', en: 'Rating', required: false, example: '4', note: { zh: '1 非常不满意，5 非常满意', en: '1 very dissatisfied, 5 very satisfied' } }),
};

/** Cases read at once. */
const PAGE = 1_000;
const BEFORE_ALL = '00000000-0000-0000-0000-000000000000';
const minutes = new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE, dateStyle: 'short', timeStyle: 'short' });

/** 诉求: cases, as they stand; they only go out. */
export function caseSheet(sealer: Sealer): Sheet {
  const at = (time: Date | null) => time && minutes.format(time);
  return defineSheet('cases', {
    title: { zh: '诉求', en: 'Cases' },
    columns: COLUMNS,
    outlet: {
      may: mayTakeOut,
      mayUnmasked: mayTakeOut,
      filters: FILTERS,
      async *rows(from, { placeId }, { status, category, receivedFrom, receivedTo }) {
        const narrowed: CaseNarrowing = [status, category, receivedFrom && startOf(first(receivedFrom)), receivedTo && startOf(addDays(first(receivedTo), 1))];
        for (let after = BEFORE_ALL; ;) {
          const rows = await from.rows(casesOut, placeId, ...narrowed, after, PAGE);
          if (rows.length === 0) return;
          yield rows.map(({ id: _, contactPhoneSealed, overdueAt, dataOrigin, ...row }) => ({
            generated: dataOrigin === 'GENERATED',
            values: {
              ...row, contactPhone: contactPhoneSealed && sealer.open(contactPhoneSealed), overdue: overdueAt ? 'YES' as const : 'NO' as const,
              receivedAt: minutes.format(row.receivedAt), dueAt: minutes.format(row.dueAt), handledAt: at(row.handledAt), closedAt: at(row.closedAt),
            },
          }));
          after = rows.at(-1)?.id ?? after;
        }
      },
    },
  });
}

function mayTakeOut(performer: Performer, lineage: readonly string[]): boolean {
  return performer.accountId === null || (isActor(performer) && holds(performer, ADMINS, lineage));
}
