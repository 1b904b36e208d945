import { defineNotice } from '../notices/notice-kind.ts';
import { notify } from '../notices/notify.ts';
import { plain, written } from '../notices/param.ts';
import type { Recipients } from '../notices/recipients.ts';
import { addDays, dayOf } from '../shared/clock.ts';
import type { Transaction } from '../shared/transaction.ts';
import { bornBy, type Survey } from './survey.entity.ts';
import { accountsAsked } from './surveys.read.ts';

const PERIOD = { title: written, from: plain, until: plain };

export const surveyOpened = defineNotice('survey.opened', {
  about: 'Survey', params: PERIOD,
  ZH: { title: '邀请您参加调查', body: '“{title}”，{from} 至 {until} 可以填写。' },
  EN: { title: 'A survey asks you', body: '“{title}” can be answered from {from} until {until}.' },
});

export const voteOpened = defineNotice('vote.opened', {
  about: 'Survey', params: PERIOD,
  ZH: { title: '邀请您参加投票', body: '“{title}”，{from} 至 {until} 可以投票。' },
  EN: { title: 'A vote asks you', body: 'You can vote on “{title}” from {from} until {until}.' },
});

export const voteDecided = defineNotice('vote.decided', {
  about: 'Survey', params: { title: written },
  ZH: { title: '投票结果已公布', body: '“{title}”的投票已结束，请查看结果。' },
  EN: { title: 'A vote has ended', body: 'The vote on “{title}” has ended; see its result.' },
});

/** Whoever is asked, with an account, and who acts for them. */
function asked(survey: Survey): Recipients {
  return async tx => (await tx.rows(accountsAsked, survey.placeId, bornBy(survey), dayOf(tx.at), tx.at)).map(({ id }) => id);
}

export async function tellOfOpening(tx: Transaction, survey: Survey): Promise<void> {
  await notify(tx, survey.quorumPercent === null ? surveyOpened : voteOpened, {
    to: asked(survey), about: survey.id, params: { title: survey.title, from: survey.opensOn, until: addDays(survey.closesOn, -1) },
  });
}

export async function tellOfDecision(tx: Transaction, survey: Survey): Promise<void> {
  await notify(tx, voteDecided, { to: asked(survey), about: survey.id, params: { title: survey.title } });
}
