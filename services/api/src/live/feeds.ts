import { stepsRecorded } from '@linli/domain/cases/cases.read';
import type { Domain } from '@linli/domain/domain';
import { centreMoves } from '@linli/domain/elder-care/shown-visits.read';
import { accountsMoved } from '@linli/domain/ledger/accounts.read';
import { noticesRecorded } from '@linli/domain/notices/notices.read';
import type { Log } from '@linli/process/log';
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
