import { Kin } from '../people/kin.entity.ts';
import { Resident } from '../people/resident.entity.ts';
import type { CalendarDate } from '../shared/clock.ts';
import { one, read, type Rows } from '../shared/read.ts';
import { Refusal } from '../shared/refusal.ts';
import type { Transaction } from '../shared/transaction.ts';

/**
 * Whether another birth date agrees with the parents and children on record, who are locked for it.
 * @throws Refusal INVALID when a parent would not be born before the child
 */
export async function kinAgree(tx: Transaction, resident: Resident, birthDate: CalendarDate): Promise<void> {
  const rows = await tx.find(Kin, { relation: 'PARENT', $or: [{ residentId: resident.id }, { kinId: resident.id }] });
  const others = new Map((await tx.getAll(Resident, { id: { $in: rows.map(row => (row.residentId === resident.id ? row.kinId ?? '' : row.residentId)).filter(id => id !== '') } }))
    .map(other => [other.id, other]));
  for (const { residentId, kinId } of rows) {
    const [child, parent] = [others.get(residentId)?.birthDate ?? birthDate, others.get(kinId ?? '')?.birthDate ?? birthDate];
    if (kinId && parent >= child) throw new Refusal('INVALID', 'A parent is born before the child.', ['birthDate']);
  }
}

/**
 * Whether two residents are one person, or close kin by what the register knows (民法典 1045: spouse, parents, children,
 * siblings, grandparents, grandchildren), or ward and guardian.
 */
export async function closeKin(from: Rows, a: string, b: string): Promise<boolean> {
  return a === b || ((await one(from, areCloseKin, a, b))?.close ?? false);
}

const areCloseKin = read<{ close: boolean }, [string, string]>('kin_close',
  `with pair (x, y) as (values ($2::uuid, $3::uuid), ($3::uuid, $2::uuid)),
     parent as (select k.resident_id as child, k.kin_id as parent from kin k where k.district_id = $1 and k.relation = 'PARENT' and k.kin_id is not null)
   select exists (
     select from pair join kin k on k.district_id = $1 and k.resident_id = pair.x and k.kin_id = pair.y and k.relation in ('PARENT', 'SPOUSE', 'SIBLING', 'GUARDIAN')
     union all select from pair join parent p on p.child = pair.x join parent g on g.child = p.parent and g.parent = pair.y
     union all select from pair join parent p on p.child = pair.x join parent q on q.child = pair.y and q.parent = p.parent
   ) as close`);
