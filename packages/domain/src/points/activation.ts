import { Attachment } from '../attachments/attachment.entity.ts';
import { accountOf, reverse, transfer } from '../ledger/book.ts';
import { addDays, dayOf } from '../shared/clock.ts';
import type { Transaction } from '../shared/transaction.ts';
import type { PointsAward, Withdrawal } from './points-award.entity.ts';
import { PointsRuleVersion } from './points-rule-version.entity.ts';
import { PointsScheme } from './points-scheme.entity.ts';

/** Gives the points of an award whose notice has ended; without the file that its rule asks for it is withdrawn. */
export async function activate(tx: Transaction, award: PointsAward): Promise<void> {
  const version = await tx.findOne(PointsRuleVersion, { id: award.versionId });
  if (version?.evidence === 'FILE' && !(await tx.findOne(Attachment, { recordKind: 'PointsAward', recordId: award.id, state: 'STORED' }))) {
    award.withdraw('NO_EVIDENCE', tx.at);
    return;
  }
  const expiryDays = (await tx.findOne(PointsScheme, {}))?.expiryDays ?? null;
  const postings = [{
    source: await accountOf(tx, 'POINT', 'WORLD', null), destination: await accountOf(tx, 'POINT', award.ownerKind, award.ownerId), amount: award.points,
  }];
  const { id } = await transfer(tx, {
    kind: 'EARN', unit: 'POINT', client: 'points', key: `award ${award.id}`, postings, placeId: award.placeId, subject: { kind: 'PointsAward', id: award.id },
    expiresOn: expiryDays === null ? null : addDays(dayOf(tx.at), expiryDays),
  });
  award.activate(id, tx.at);
}

/** Takes an award back: from the account too when the points are there. @throws Refusal WRONG_STATE when it was withdrawn; INSUFFICIENT when they have been spent */
export async function withdraw(tx: Transaction, award: PointsAward, why: Withdrawal): Promise<void> {
  const given = award.state === 'ACTIVE' ? award.transferId : null;
  award.withdraw(why, tx.at);
  if (given) await reverse(tx, given);
}
