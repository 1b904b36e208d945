import type { IndicatorFieldsFragment, PeriodKind } from '../generated/documents.ts';
import { useAddress } from './address.ts';

/** In the order in which they are offered. */
const KINDS: readonly PeriodKind[] = ['DAY', 'WEEK', 'MONTH', 'QUARTER', 'YEAR', 'ROLLING_12', 'CUMULATIVE'];

/** The kind of period that the address asks for where the indicators have it, else the running month. */
export function usePeriod(indicators: readonly IndicatorFieldsFragment[]): { kind: PeriodKind; kinds: readonly PeriodKind[]; choose: (kind: PeriodKind) => void } {
  const [asked, choose] = useAddress('period');
  const kinds = KINDS.filter(kind => indicators.some(({ periods }) => periods.includes(kind)));
  return { kind: kinds.find(kind => kind === asked) ?? (kinds.includes('MONTH') ? 'MONTH' : (kinds[0] ?? 'MONTH')), kinds, choose };
}
