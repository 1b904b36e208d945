import type { Words } from '../words.ts';

/** What the audit trail says by itself. */
export const audit = {
  what: { zh: '谁在什么时候做了什么、改了哪些字段；字段的值不在这里。', en: 'Who did what and when, and which fields it wrote; never their values.' },
  number: { zh: '诉求受理编号', en: 'Tracking number of a case' },
  search: { zh: '查', en: 'Look up' },
  none: { zh: '没有留痕，或您无权查看。换一个地方或受理编号。', en: 'Nothing was done, or nothing that you may see. Try another place or number.' },
  everything: { zh: '全区县', en: 'The whole district' },
  system: { zh: '系统', en: 'the system' },
} as const satisfies Record<string, Words>;

export const ACTIONS: Readonly<Record<string, Words>> = {
  CREATED: { zh: '新建', en: 'made' }, CHANGED: { zh: '修改', en: 'changed' }, REMOVED: { zh: '删除', en: 'removed' },
};
