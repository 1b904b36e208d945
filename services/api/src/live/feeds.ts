import { stepsRecorded } from '@linli/domain/cases/cases.read';
import type { Domain } from '@linli/domain/domain';
import { centreMoves } from '@linli/domain/elder-care/shown-visits.read';
import { alertMoves } from '@linli/domain/kpis/alerts/alerts.read';
import { accountsMoved } from '@linli/domain/ledger/accounts.read';
import { noticesRecorded } from '@linli/domain/notices/notices.read';
import type { Channel } from '@linli/domain/shared/wake';
import type { Log } from '@linli/process/log';
import { AccessWatch } from './access-watch.ts';
import { RevisionFeed } from './revision-feed.ts';
import { RowFeed } from './row-feed.ts';

/** The steps that cases make. */
export const caseStepFeed = (domain: Domain, log: Log) => new RowFeed(domain, log, (rows, { from }) => rows.rows(stepsRecorded, from));
export type CaseStepFeed = ReturnType<typeof caseStepFeed>;

/** Notices, as they are made or their time comes. */
export const noticeFeed = (domain: Domain, log: Log) =>
  new RowFeed(domain, log, (rows, { from, looked, now }) => rows.rows(noticesRecorded, from, looked, now));
export type NoticeFeed = ReturnType<typeof noticeFeed>;

/** Accounts of the ledger, as something moves or is reserved in them. */
export const ledgerAccountFeed = (domain: Domain, log: Log) => new RowFeed(domain, log, (rows, { from }) => rows.rows(accountsMoved, from));
export type LedgerAccountFeed = ReturnType<typeof ledgerAccountFeed>;

/** Care centres, as somebody comes or leaves, and places are taken or given back. */
export const careCentreFeed = (domain: Domain, log: Log) => new RowFeed(domain, log, (rows, { from }) => rows.rows(centreMoves, from));
export type CareCentreFeed = ReturnType<typeof careCentreFeed>;

/** Alerts, as they are raised and handled. */
export const alertFeed = (domain: Domain, log: Log) => new RowFeed(domain, log, (rows, { from }) => rows.rows(alertMoves, from));
export type AlertFeed = ReturnType<typeof alertFeed>;

/** All that subscriptions are fed by. */
export interface Feeds {
  readonly revisions: RevisionFeed;
  readonly caseSteps: CaseStepFeed;
  readonly notices: NoticeFeed;
  readonly ledgerAccounts: LedgerAccountFeed;
  readonly careCentres: CareCentreFeed;
  readonly alerts: AlertFeed;
  readonly accessWatch: AccessWatch;
}

/** Which feeds have something to look for when a channel of the database's announces a district. */
const WOKEN_BY: { readonly [C in Channel]?: readonly (keyof Feeds)[] } = {
  revision: ['revisions'], record: ['caseSteps', 'careCentres', 'alerts'], notice: ['notices'], ledger: ['ledgerAccounts'], access: ['accessWatch'],
};

/** Channels that feeds are woken by. */
export const CHANNELS = Object.keys(WOKEN_BY) as Channel[];

/** Opens the feeds; nothing moves in them until they are woken. */
export function openFeeds(domain: Domain, log: Log): Feeds {
  return {
    revisions: new RevisionFeed(domain, log), caseSteps: caseStepFeed(domain, log), notices: noticeFeed(domain, log),
    ledgerAccounts: ledgerAccountFeed(domain, log), careCentres: careCentreFeed(domain, log), alerts: alertFeed(domain, log), accessWatch: new AccessWatch(domain, log),
  };
}

/** Has the feeds of a channel look at a district; other channels wake none. */
export function wakeFeeds(feeds: Feeds, channel: Channel, districtId: number): void {
  for (const name of WOKEN_BY[channel] ?? []) feeds[name].wake(districtId);
}

/** Ends what they feed. */
export function closeFeeds(feeds: Feeds): void {
  for (const feed of Object.values(feeds) as Feeds[keyof Feeds][]) feed.close();
}
