import type { ProgramFundingKind, ProgramFundingSource, ProgramStatus } from '../generated/documents.ts';
import type { Words } from '../words.ts';

export const programs = {
  running: { zh: '进行中和筹备中', en: 'Running and planned' },
  none: { zh: '这条街道没有正在做的项目。管理员可以从手册新建，或复制别处做成的项目。', en: 'No program runs or is planned here. Admins begin one from a playbook, or clone what worked elsewhere.' },
  noSuchProgram: { zh: '没有这个项目，或您无权查看。', en: 'There is no such program, or none that you may see.' },
  all: { zh: '全部项目', en: 'All programs' },
  start: { zh: '启动', en: 'Start' },
  startSure: { zh: '启动后，其中的积分规则、问卷和课程开始生效。', en: 'Its rules, questionnaires and courses take effect.' },
  end: { zh: '结束', en: 'End' },
  endSure: { zh: '结束后不能再登记进展和办活动，确定吗？', en: 'Nothing more can be recorded in it then. End it?' },

  begin: { zh: '从手册新建', en: 'Begin from a playbook' },
  noPlaybooks: { zh: '区县还没有手册。区县管理员可以把做成的项目写成手册。', en: 'The district has no playbooks yet. Its admins write down what worked as one.' },
  clone: { zh: '复制到别处', en: 'Clone it elsewhere' },
  cloneWhat: { zh: '在另一个地方照样筹备：步骤、角色、规则都带过去，来源留在记录里。', en: 'Plans the same somewhere else, with its steps, roles and rules; where it came from stays on record.' },
  beginsOn: { zh: '开始日', en: 'Begins' },
  endsOn: { zh: '结束日', en: 'Ends' },
  budgetYuan: { zh: '预算（元）', en: 'Budget (yuan)' },
  measuredBy: { zh: '成效指标', en: 'Measured by' },
  notByAny: { zh: '不设指标', en: 'by none' },
  planned: { zh: '已筹备', en: 'Planned:' },
  unfitTerms: { zh: '填写有误：结束日不能早于开始日，复制要换一个地方。', en: 'Something is wrong: it ends before it begins, or it runs there already.' },

  outcome: { zh: '成效', en: 'Outcome' },
  notMeasured: { zh: '这个项目没有设成效指标。', en: 'This program is not measured by an indicator.' },
  baseline: { zh: '基线', en: 'Baseline' },
  now: { zh: '现在', en: 'Now' },

  money: { zh: '资金', en: 'Money' },
  budget: { zh: '预算', en: 'Budget' },
  received: { zh: '收到', en: 'Received' },
  inKind: { zh: '实物折价', en: 'In kind, worth' },
  spent: { zh: '已支出', en: 'Spent' },
  left: { zh: '预算还剩', en: 'Left of the budget' },
  balance: { zh: '账上还有', en: 'In its account' },
  insideOnly: { zh: '资金和人员只给本地工作人员和项目人员看。', en: 'Money and people are shown to the staff of the place and the program’s own.' },
  spending: { zh: '支出', en: 'Spending' },
  funding: { zh: '资助', en: 'Funding' },
  nothingSpent: { zh: '还没有支出', en: 'Nothing has been spent' },
  nothingReceived: { zh: '还没有收到资助', en: 'Nothing has been received' },
  reversed: { zh: '已冲销', en: 'taken back' },
  reverse: { zh: '冲销', en: 'Take back' },
  reverseSure: { zh: '记错了才冲销。冲销后仍留在账上。', en: 'Only for what was recorded by mistake; it stays on record.' },
  spend: { zh: '记一笔支出', en: 'Record an expense' },
  receive: { zh: '记一笔资助', en: 'Record a receipt' },
  amount: { zh: '金额（元）', en: 'Amount (yuan)' },
  purpose: { zh: '用途', en: 'Purpose' },
  payee: { zh: '收款方', en: 'Payee' },
  sponsor: { zh: '资助方', en: 'Sponsor' },
  note: { zh: '说明', en: 'Note' },
  form: { zh: '形式', en: 'Form' },
  from: { zh: '来源', en: 'From' },
  tooMuch: { zh: '超出预算，或账上的钱不够。', en: 'It is beyond the budget, or more than the account holds.' },
  spentAlready: { zh: '这笔钱已经用掉，不能冲销。', en: 'This money has been spent: it cannot be taken back.' },

  steps: { zh: '步骤', en: 'Steps' },
  noSteps: { zh: '这个项目没有列步骤。', en: 'This program lists no steps.' },
  done: { zh: '完成', en: 'Done' },
  doneOn: { zh: '完成于', en: 'done on' },
  notDone: { zh: '改为未完成', en: 'Not done after all' },
  dueOn: { zh: '应完成于', en: 'due' },
  overdueSteps: { zh: '步逾期', en: 'overdue' },

  staff: { zh: '项目人员', en: 'People' },
  noStaff: { zh: '还没有人加入', en: 'Nobody has joined yet' },
  former: { zh: '已退出', en: 'left' },
  origin: { zh: '从哪里来', en: 'Where it came from' },
  fromPlaybook: { zh: '手册', en: 'Playbook' },
  ownParts: { zh: '本地新做的项目，不是从手册来的。', en: 'Begun here, not from a playbook.' },
  madeFrom: { zh: '复制自', en: 'Cloned from' },
  documents: { zh: '文件', en: 'Documents' },
  activities: { zh: '活动和课程', en: 'Activities and courses' },
  noActivities: { zh: '还没有活动。在“活动签到”里安排。', en: 'None yet. Plan one under “Activities”.' },
} as const satisfies Record<string, Words>;

export const PROGRAM_STATUSES: Record<ProgramStatus, Words> = {
  PLANNED: { zh: '筹备中', en: 'planned' }, RUNNING: { zh: '进行中', en: 'running' }, ENDED: { zh: '已结束', en: 'ended' }, CANCELLED: { zh: '已取消', en: 'cancelled' },
};

export const FUNDING_KINDS: Record<ProgramFundingKind, Words> = { MONEY: { zh: '资金', en: 'money' }, IN_KIND: { zh: '实物或服务', en: 'in kind' } };

export const FUNDING_SOURCES: Record<ProgramFundingSource, Words> = { OUTSIDE: { zh: '社会资金', en: 'society' }, GOVERNMENT: { zh: '财政资金', en: 'government' } };
