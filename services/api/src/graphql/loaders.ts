import DataLoader from 'dataloader';
import { accountsById, workersOver } from '@linli/domain/access/access.read';
import { STAFF } from '@linli/domain/access/actor';
import type { Role } from '@linli/domain/access/membership.entity';
import { historyOf } from '@linli/domain/audit/audit.read';
import { casesById, categories, stepsOfCases } from '@linli/domain/cases/cases.read';
import { lineages, placesById, placesUnder } from '@linli/domain/places/places.read';
import type { Operation } from './operation.ts';

/** Batched reads of one operation, all from its snapshot; never shared between requests. */
export class Loaders {
  readonly place;
  readonly lineage;
  readonly children;
  readonly account;
  readonly case;
  readonly category;
  readonly steps;
  readonly workers;
  readonly history;

  constructor(operation: Operation) {
    this.place = one((ids: string[]) => operation.rows(placesById, ids), place => place.id);
    /** Ids of a place and all above it, from the district down. */
    this.lineage = many((ids: string[]) => operation.rows(lineages, ids), line => line.placeId);
    this.children = many((ids: string[]) => operation.rows(placesUnder, ids), place => place.parentId ?? '');
    this.account = one((ids: string[]) => operation.rows(accountsById, ids), account => account.id);
    this.case = one((ids: string[]) => operation.rows(casesById, operation.actor.accountId, worksAt(operation), ids), found => found.id);
    this.category = one((_: string[]) => operation.rows(categories), category => category.id);
    this.steps = many((ids: string[]) => operation.rows(stepsOfCases, ids), step => step.caseId);
    /** What records were before, the latest change first. */
    this.history = many((ids: string[]) => operation.rows(historyOf, ids), change => change.subjectId);
    /** Who works at exactly this place. */
    this.workers = many(
      (ids: string[]) => operation.rows(workersOver, ids, [...STAFF] as Role[], operation.domain.clock.now()),
      worker => worker.placeId,
    );
  }
}

/** The places whose records the actor may see as somebody who works there. */
export function worksAt({ actor }: Operation): string[] {
  return actor.memberships.filter(({ role }) => (STAFF as readonly Role[]).includes(role)).map(({ placeId }) => placeId);
}

function one<Row>(load: (ids: string[]) => Promise<Row[]>, key: (row: Row) => string): DataLoader<string, Row | null> {
  return new DataLoader(async ids => {
    const rows = new Map((await load([...ids])).map(row => [key(row), row]));
    return ids.map(id => rows.get(id) ?? null);
  });
}

function many<Row>(load: (ids: string[]) => Promise<Row[]>, key: (row: Row) => string): DataLoader<string, Row[]> {
  return new DataLoader(async ids => {
    const groups = Map.groupBy(await load([...ids]), key);
    return ids.map(id => groups.get(id) ?? []);
  });
}
