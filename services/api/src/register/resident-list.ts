import { residentCount, residentPage, type ResidentFilterValues, type ResidentRow, type SoughtValues } from '@linli/domain/register/register.read';
import { afterPrefix, soughtBy } from '@linli/domain/register/search.rule';
import { rootPlace } from '@linli/domain/places/places.read';
import { addYears, dayOf } from '@linli/domain/shared/clock';
import { isId } from '@linli/domain/shared/ids';
import { one } from '@linli/domain/shared/read';
import { decodeCursor, pageOf, pageSize, type Page } from '../graphql/connection.ts';
import { badInput } from '../graphql/errors.ts';
import { isGiven } from '../graphql/given.ts';
import { rowId } from '../graphql/global-id.ts';
import { worksAt } from '../graphql/loaders.ts';
import type { Operation } from '../graphql/operation.ts';
import type { ResidentFilter } from './resident.input.ts';

/** Old enough to count as a senior. */
const SENIOR = 60;

/** A page of residents, all of them or those who are found by a text. */
export async function listed(operation: Operation, search: string, filter: ResidentFilter, asked: number, after: string | null | undefined): Promise<Page<ResidentRow>> {
  const first = pageSize(asked);
  const filters = await filterValues(operation, filter);
  const { by, values } = sought(operation, search);
  const whole = filters[1] === null;
  const position = isGiven(after) ? positionOf(after) : null;
  const rows = await operation.rows(residentPage(by, whole), ...filters, ...values, position, first + 1);
  return pageOf(rows, first, isGiven(after), row => [row.id],
    async () => (await one(operation, residentCount(by, whole), ...filters, ...values))?.n ?? 0);
}

async function filterValues(operation: Operation, { placeId, standings, senior, livesAlone, noKin, notVerifiedSince, living, address }: ResidentFilter): Promise<ResidentFilterValues> {
  const root = (await one(operation, rootPlace))?.id ?? '';
  const asked = isGiven(placeId) ? rowId('Place', placeId) : root;
  const under = asked === root && worksAt(operation).includes(root) ? null : asked;
  const bornBy = senior ? addYears(dayOf(operation.domain.clock.now()), -SENIOR) : null;
  const fits = address?.trim() ? `%${address.trim().replaceAll('\0', '').replaceAll(/[\\%_]/g, String.raw`\$&`)}%` : null;
  return [worksAt(operation), under, standings ?? null, bornBy, livesAlone ?? null, noKin ?? null, notVerifiedSince ?? null, living ?? true, fits];
}

/** Numbers are looked for by their blind index, so that none is ever opened to find another. */
function sought({ domain, districtId }: Operation, search: string): { by: Parameters<typeof residentPage>[0]; values: SoughtValues } {
  const found = soughtBy(search.replaceAll('\0', ''));
  if (!found) return { by: 'ALL', values: [null, null] };
  const { by, text } = found;
  if (by === 'ID_NUMBER') return { by, values: [domain.sealer.index(districtId, 'idNumber', text), null] };
  if (by === 'PHONE') return { by, values: [domain.sealer.index(districtId, 'phone', text), null] };
  return { by: by === 'LETTERS' && text.length === 1 ? 'LETTER' : by, values: [text, afterPrefix(text)] };
}

function positionOf(after: string): string {
  const [id = ''] = decodeCursor(after, 1);
  if (!isId(id)) throw badInput('This is not a cursor of this list.');
  return id;
}
