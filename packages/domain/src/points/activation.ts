import { Attachment } from '../attachments/attachment.entity.ts';
import { accountOf, accountsOf, orThrow, reverse, transfers, type AskedTransfer, type Done } from '../ledger/book.ts';
import { addDays, dayOf, type CalendarDate } from '../shared/clock.ts';
import type { Transaction } from '../shared/transaction.ts';
import type { PointsAward, Withdrawal } from './points-award.entity.ts';
import { PointsRuleVersion } from './points-rule-version.entity.ts';
import { PointsScheme } from './points-scheme.entity.ts';

/** Gives the points of awards whose notice has ended; one without the file that its rule asks for is withdrawn. */
export async function activate(tx: Transaction, awards: readonly PointsAward[]): Promise<void> {
  const given = await shown(tx, awards);
  const expiryDays = (await tx.findOne(PointsScheme, {}))?.expiryDays ?? null;
  const expiresOn = expiryDays === null ? null : addDays(dayOf(tx.at), expiryDays);
  const done = await give(tx, given, expiresOn);
  for (const [n, award] of given.entries()) award.activate(orThrow([done[n]]).id, tx.at);
}

/** Puts the points of awards into their owners' accounts. @returns what came of each */
export async function give(
  tx: Transaction, awards: readonly Pick<PointsAward, 'id' | 'ownerKind' | 'ownerId' | 'points' | 'placeId'>[], expiresOn: CalendarDate | null,
): Promise<Done[]> {
  const source = await accountOf(tx, 'POINT', 'WORLD', null);
  const accounts = await accountsOf(tx, 'POINT', awards);
  return transfers(tx, awards.map(({ id, ownerId, points, placeId }): AskedTransfer => ({
    kind: 'EARN', unit: 'POINT', client: 'points', key: `award ${id}`, postings: [{ source, destination: accounts.get(ownerId) ?? '', amount: points }], placeId,
    subject: { kind: 'PointsAward', id }, expiresOn,
  })));
}

/** Those whose evidence is there; the others are withdrawn. */
async function shown(tx: Transaction, awards: readonly PointsAward[]): Promise<PointsAward[]> {
  const versions = await tx.find(PointsRuleVersion, { id: { $in: awards.map(({ versionId }) => versionId) }, evidence: 'FILE' });
  const withFile = new Set(versions.map(({ id }) => id));
  const asked = awards.filter(({ versionId }) => withFile.has(versionId));
  const files = asked.length === 0 ? [] : await tx.find(Attachment, { recordKind: 'PointsAward', recordId: { $in: asked.map(({ id }) => id) }, state: 'STORED' });
  const stored = new Set(files.map(({ recordId }) => recordId));
  const without = new Set(asked.filter(({ id }) => !stored.has(id)));
  for (const award of without) award.withdraw('NO_EVIDENCE', tx.at);
  return awards.filter(award => !without.has(award));
}

/** Takes an award back: from the account too when the points are there. @throws Refusal WRONG_STATE when it was withdrawn; INSUFFICIENT when they have been spent */
export async function withdraw(tx: Transaction, award: PointsAward, why: Withdrawal): Promise<void> {
  const given = award.state === 'ACTIVE' ? award.transferId : null;
  award.withdraw(why, tx.at);
  if (given) await reverse(tx, given);
}
