import { defineNotice } from '../notices/notice-kind.ts';
import { notify } from '../notices/notify.ts';
import { oneOf, plain, written } from '../notices/param.ts';
import { accounts, type Recipients } from '../notices/recipients.ts';
import type { Transaction } from '../shared/transaction.ts';
import { titleOfPart } from './own-parts.ts';
import { ProgramStaff } from './program-staff.entity.ts';
import type { Program } from './program.entity.ts';

export const programJoined = defineNotice('program.joined', {
  about: 'Program',
  params: { program: written, role: written },
  ZH: { title: '您加入了一个项目', body: '“{program}”：{role}。' },
  EN: { title: 'You are part of a program', body: '“{program}”: {role}.' },
});

export const programLeft = defineNotice('program.left', {
  about: 'Program',
  params: { program: written, role: written },
  ZH: { title: '您已退出项目', body: '“{program}”：{role}。' },
  EN: { title: 'You are no longer part of a program', body: '“{program}”: {role}.' },
});

export const programMoved = defineNotice('program.moved', {
  about: 'Program',
  params: {
    program: written, from: plain, to: plain,
    status: oneOf<'RUNNING' | 'ENDED' | 'CANCELLED'>({ RUNNING: { ZH: '已启动', EN: 'has started' }, ENDED: { ZH: '已结束', EN: 'has ended' }, CANCELLED: { ZH: '已取消', EN: 'was cancelled' } }),
  },
  ZH: { title: '项目{status}', body: '“{program}”（{from} 至 {to}）{status}。' },
  EN: { title: 'A program {status}', body: '“{program}” ({from} to {to}) {status}.' },
});

/** Tells somebody that they are of a program now, or no more. */
export async function tellOfStaff(tx: Transaction, program: Program, { accountId, roleKey, until }: ProgramStaff): Promise<void> {
  const role = titleOfPart(program.parts, 'ROLE', roleKey) ?? roleKey;
  await notify(tx, until ? programLeft : programJoined, { to: accounts(accountId), about: program.id, params: { program: program.title, role } });
}

/** Tells a program's people that it has started or is over. */
export async function tellOfMove(tx: Transaction, program: Program): Promise<void> {
  if (program.status === 'PLANNED') return;
  await notify(tx, programMoved, {
    to: peopleOf(program.id), about: program.id, params: { program: program.title, status: program.status, from: program.beginsOn, to: program.endsOn },
  });
}

function peopleOf(programId: string): Recipients {
  return async tx => (await tx.find(ProgramStaff, { programId, until: null })).map(({ accountId }) => accountId);
}
