import { isId } from '@linli/domain/shared/ids';
import { decodeCursor, pageOf, pageSize, type Page } from './connection.ts';
import { badInput } from './errors.ts';
import { isGiven } from './given.ts';

/** A page of rows in the order of their ids, the latest first. */
export async function pageById<Row extends { readonly id: string }>(
  asked: number, after: string | null | undefined, rows: (after: string | null, limit: number) => Promise<Row[]>, count: () => Promise<{ n: number } | undefined>,
): Promise<Page<Row>> {
  const first = pageSize(asked);
  return pageOf(await rows(isGiven(after) ? position(after) : null, first + 1), first, isGiven(after), row => [row.id], async () => (await count())?.n ?? 0);
}

function position(after: string): string {
  const [id = ''] = decodeCursor(after, 1);
  if (!isId(id)) throw badInput('This is not a cursor of this list.');
  return id;
}
