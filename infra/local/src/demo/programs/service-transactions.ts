import { BridgeItem } from '@linli/domain/digital-bridge/bridge-item.entity';
import { ServiceTransaction, type ServiceWay } from '@linli/domain/digital-bridge/service-transaction.entity';
import { Resident } from '@linli/domain/people/resident.entity';
import { addYears, dayOf, startOf, type CalendarDate } from '@linli/domain/shared/clock';
import { newId } from '@linli/domain/shared/ids';
import type { NewRow } from '@linli/domain/shared/read';
import { COMMUNITY_A } from '../layout.ts';
import type { DemoTime } from '../months.ts';
import type { Past } from '../past.ts';
import type { MadeCommunity } from '../places.ts';
import { Weighted, type Random } from '../random.ts';

/** Of community A's seniors, those who got a public service online in the year before the pilot, and in its year. */
const SERVED = [240, 510] as const;
/** How often each of them did in a year, at most. */
const MOST = 3;
/** Of the seniors who did not, those who went to a window. */
const AT_WINDOW = 0.5;
/** By themselves or with help: in the year before, and in the program's. */
const WAYS: readonly Weighted<ServiceWay>[] = [new Weighted([['BY_SELF', 4], ['ASSISTED', 6]]), new Weighted([['BY_SELF', 6], ['ASSISTED', 4]])];
const [HOUR, DAY] = [3_600_000, 86_400_000];

/** The public services that community A's seniors got, in the year before the pilot and in its year, whoever lives there at the end of it. */
export async function makeTransactions(past: Past, random: Random, { gridIds }: MadeCommunity, { months, lastDay, now }: DemoTime): Promise<void> {
  const people = await past.unit(tx => tx.find(Resident, { placeId: { $in: [...gridIds] }, birthDate: { $lte: addYears(lastDay, -60) } }));
  const items = (await past.unit(tx => tx.find(BridgeItem, { kind: 'SERVICE' }, { orderBy: { code: 'asc' } }))).map(({ id }) => id);
  const years = SERVED.map((served, n) => {
    const [from, to] = [months[12 * n]?.from ?? now, months[12 * n + 12]?.from ?? now];
    const last = dayOf(new Date(to.getTime() - 1));
    const seniors = people.filter(({ birthDate, livesFrom, livesTo }) => livesFrom <= last && (!livesTo || livesTo > last) && birthDate <= addYears(last, -60))
      .toSorted((a, b) => since(a).localeCompare(since(b)) || a.birthDate.localeCompare(b.birthDate));
    const online = seniors.slice(0, Math.round((served / COMMUNITY_A.seniors) * seniors.length));
    const others = seniors.slice(online.length).filter(() => random.chance(AT_WINDOW));
    return [
      ...online.flatMap(senior => Array.from({ length: 1 + random.below(MOST) }, () => transaction(random, senior, WAYS[n]?.pick(random) ?? 'ASSISTED', from, to, items))),
      ...others.map(senior => transaction(random, senior, 'AT_WINDOW', from, to, items)),
    ];
  });
  await past.unit(tx => tx.bulkInsert(ServiceTransaction, years.flat()));
}

/** Since when somebody has been a senior who lives there. */
function since({ birthDate, livesFrom }: Pick<Resident, 'birthDate' | 'livesFrom'>): CalendarDate {
  const sixtieth = addYears(birthDate, 60);
  return livesFrom > sixtieth ? livesFrom : sixtieth;
}

function transaction(random: Random, senior: Resident, way: ServiceWay, from: Date, to: Date, items: readonly string[]): NewRow<ServiceTransaction> {
  const begin = new Date(Math.max(from.getTime(), startOf(since(senior)).getTime()));
  const days = Math.max(1, Math.floor((to.getTime() - begin.getTime()) / DAY));
  const occurredAt = new Date(begin.getTime() + random.below(days) * DAY + (8 + random.below(10)) * HOUR);
  return {
    id: newId(), residentId: senior.id, itemId: random.pick(items), placeId: senior.placeId, senior: true, way, channel: way === 'AT_WINDOW' ? 'WINDOW' : random.chance(0.7) ? 'APP' : 'TERMINAL',
    helperId: null, occurredAt, recordedAt: occurredAt, recordedById: null, voidedAt: null, reason: null, externalSystem: null, externalId: null, dataOrigin: 'GENERATED',
  };
}
