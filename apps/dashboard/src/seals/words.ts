import type { IndicatorReviewState, ReviewItemKind } from '../generated/documents.ts';
import type { Words } from '../words.ts';

/** What seals and reviews say by themselves. */
export const seals = {
  seal: { zh: '封存', en: 'Seal' },
  sealPeriod: { zh: '封存一个时段', en: 'Seal a period' },
  sealWhat: { zh: '封存已结束时段的数值，附说明和摘要，此后不能改动；要更正，就再封存一次。', en: 'Signs off the figures of a period that is over, with a digest. Nothing changes them afterwards; a correction is another seal.' },
  comment: { zh: '说明', en: 'What is signed off' },
  lastDay: { zh: '时段内的一天', en: 'A day in the period' },
  noSeals: { zh: '这里还没有封存过。时段结束、核对无误后，在旁边封存。', en: 'Nothing is sealed here yet. Once a period is over and checked, seal it beside this.' },
  noSuchSeal: { zh: '没有这次封存，或您无权查看。', en: 'There is no such seal, or none that you may see.' },
  notOver: { zh: '时段还没结束，或有记录正在统计，请稍后再试', en: 'The period is not over, or something of it is being counted; try again later' },
  sealedAlready: { zh: '这个时段已经封存，请更正那次封存', en: 'It is sealed already; correct that seal' },
  digest: { zh: '摘要', en: 'Digest' },
  intact: { zh: '完好', en: 'intact' },
  altered: { zh: '已被改动', en: 'altered' },
  corrected: { zh: '已更正', en: 'corrected' },
  correction: { zh: '是对前一次的更正', en: 'corrects an earlier one' },
  toCorrection: { zh: '看更正', en: 'To the correction' },
  toCorrected: { zh: '看被更正的', en: 'To the one before' },
  correct: { zh: '更正封存', en: 'Correct the seal' },
  sealedFigures: { zh: '封存的数值', en: 'Sealed figures' },
  onlyChanged: { zh: '只看有变的', en: 'Only what differs' },
  nothingChanged: { zh: '封存以后，没有一个数值变过。', en: 'Nothing has changed since it was sealed.' },
  sealedValue: { zh: '封存时', en: 'Sealed' },
  liveValue: { zh: '现在', en: 'Now' },
  difference: { zh: '差别', en: 'Difference' },

  review: { zh: '季度评审', en: 'Quarterly review' },
  beginReview: { zh: '开始评审', en: 'Begin the review' },
  noSuchReview: { zh: '没有这次评审，或您无权查看。', en: 'There is no such review, or none that you may see.' },
  items: { zh: '意见与决定', en: 'Comments and decisions' },
  noItems: { zh: '还没有意见。写下哪里好、哪里要改，决定由谁在哪天之前办。', en: 'Nothing is written yet. Say what went well and what has to change, and decide what is done by when.' },
  note: { zh: '内容', en: 'Text' },
  about: { zh: '关于哪里', en: 'About' },
  aboutAll: { zh: '整体', en: 'the whole' },
  dueOn: { zh: '期限', en: 'By' },
  add: { zh: '写入', en: 'Add' },
  remove: { zh: '删除', en: 'Remove' },
  sign: { zh: '签署', en: 'Sign' },
  signWhat: { zh: '签署后不能再改，并生成 PDF 和 XLSX。', en: 'Once signed it stays as it is, and has its papers as PDF and XLSX.' },
  files: { zh: '文件', en: 'Papers' },
} as const satisfies Record<string, Words>;

export const REVIEW_STATES: Record<IndicatorReviewState, Words> = { DRAFT: { zh: '草稿', en: 'draft' }, SIGNED: { zh: '已签署', en: 'signed' } };

export const ITEM_KINDS: Record<ReviewItemKind, Words> = { COMMENT: { zh: '意见', en: 'Comment' }, DECISION: { zh: '决定', en: 'Decision' } };

/** How many places have a figure, and how many of them stand out. */
export function placesIn(places: number, out: number): Words {
  return { zh: `${places} 个地方${out > 0 ? `，${out} 个突出` : ''}`, en: `${places} places${out > 0 ? `, ${out} stand out` : ''}` };
}
