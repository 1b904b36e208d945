import type { ProgramStatus } from '@linli/domain/programs/program.entity';
import type { EntryState, FundingKind, FundingSource } from '@linli/domain/programs/program-funding.entity';
import { enumOf } from '../graphql/enums.ts';

export const ProgramStatusEnum = enumOf<ProgramStatus>('ProgramStatus', '项目状态 Where a program stands.', {
  PLANNED: '筹备中 Drawn up, nothing of it in effect.', RUNNING: '进行中 Started.', ENDED: '已结束 Over.', CANCELLED: '已取消 Never began.',
});

export const FundingKindEnum = enumOf<FundingKind>('ProgramFundingKind', '资助形式 What was given.', { MONEY: '资金 Money.', IN_KIND: '实物或服务 Things or services, at their worth; no money.' });

export const FundingSourceEnum = enumOf<FundingSource>('ProgramFundingSource', '资金来源 Where it came from.', {
  OUTSIDE: '社会资金 From enterprises, foundations, people.', GOVERNMENT: '财政资金 The government\'s own.',
});

export const EntryStateEnum = enumOf<EntryState>('ProgramEntryState', '登记状态 Whether an entry holds.', { RECORDED: '有效 It holds.', REVERSED: '已冲销 Taken back as a mistake.' });
