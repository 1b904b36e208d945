import type { Words } from '../words.ts';
import type { RecordKind } from './waiting.ts';

export const offline = {
  nothing: { zh: '没有等待上传的记录，都已上传。', en: 'Nothing waits: everything has been sent.' },
  why: { zh: '没有网络时的记录先存在这台设备上，恢复后自动上传，不用守着。', en: 'What is recorded without a network is kept on this device, and sent by itself when the network is back.' },
  unreached: { zh: '连不上服务器。您看到的停在', en: 'The server cannot be reached. What you see is as of' },
  keptMeanwhile: { zh: '。诉求、探访和点名照常记，先存在这台设备上。', en: '. Cases, visits and roll calls can be recorded, and are kept on this device.' },
  away: { zh: '没有网络', en: 'No network' },
  awayWhy: { zh: '现在连不上服务器，所以没有数据可看：这台设备上不存居民资料和数字。诉求可以照常记，网络恢复后自动上传。', en: 'The server cannot be reached, so there is nothing to look at: neither residents nor figures are kept on this device. Cases can be recorded; they are sent by themselves when the network is back.' },
  awayEmpty: { zh: '现在连不上服务器。网络恢复后页面自动打开。', en: 'The server cannot be reached. The page opens by itself when the network is back.' },
  newCase: { zh: '记一件诉求', en: 'Record a case' },
  what: { zh: '什么事', en: 'What is it' },
  sendsItself: { zh: '有网络时自动上传', en: 'sent by itself once there is a network' },
  again: { zh: '再上传', en: 'Send again' },
  mend: { zh: '修改', en: 'Mend' },
  throwAway: { zh: '丢弃', en: 'Throw away' },
  sure: { zh: '丢弃后找不回来，确定吗？', en: 'It cannot be brought back. Throw it away?' },
} as const satisfies Record<string, Words>;

export const RECORDS: Record<RecordKind, Words> = {
  CASE: { zh: '诉求', en: 'Case' }, VISIT: { zh: '探访', en: 'Visit' },
  ATTENDANCE: { zh: '签到', en: 'Attendance' }, ROLL_CALL: { zh: '点名', en: 'Roll call' },
};
