import type { Domain } from '@linli/domain/domain';
import type { NewAlertRule } from '@linli/domain/kpis/alerts/alerts.service';
import { system } from '@linli/domain/shared/performer';
import type { MadeDistrict } from './places.ts';

/** What every street watches of its communities. */
const WATCHED: readonly Omit<NewAlertRule, 'placeId' | 'level'>[] = [
  { kind: 'THRESHOLD', indicator: 'case.satisfaction_rate', periodKind: 'MONTH', side: 'BELOW', threshold: 0.75 },
  { kind: 'UNUSUAL_CHANGE', indicator: 'case.complaint_rate', periodKind: 'MONTH' },
  { kind: 'STALE', indicator: 'case.on_time_rate', days: 30 },
];

/** Has the streets watch their communities, and raises what there is to be told of the last periods. The figures are counted. */
export async function watch(domain: Domain, { districtId, streets }: MadeDistrict): Promise<void> {
  for (const { id: placeId } of streets) {
    for (const rule of WATCHED) await domain.alerts.createRule(system(districtId), { ...rule, placeId, level: 'COMMUNITY' });
  }
  await domain.connections.reading(districtId, snapshot => domain.alertRaiser.raise(snapshot));
}
