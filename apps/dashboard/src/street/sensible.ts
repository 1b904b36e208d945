import type { IndicatorFieldsFragment, PeriodKind, StreetFieldsFragment, ViewerFieldsFragment } from '../generated/documents.ts';

/** The street to begin with: the viewer's own, else the first that works with the system. */
export function sensibleStreet(streets: readonly StreetFieldsFragment[], viewer: ViewerFieldsFragment): StreetFieldsFragment | undefined {
  const own = viewer.roles.flatMap(({ place }) => (place ? [place, ...place.ancestors] : [])).find(place => place.level === 'STREET');
  return streets.find(street => street.id === own?.id) ?? streets.find(street => street.onboardedAt !== null) ?? streets[0];
}

/** The indicator to begin with: the first of which more is better, because that one moves when work is done. */
export function sensibleIndicator(indicators: readonly IndicatorFieldsFragment[]): IndicatorFieldsFragment | undefined {
  return indicators.find(indicator => indicator.better === 'HIGHER') ?? indicators[0];
}

/** The asked period where the indicator has it, else the running month. */
export function sensiblePeriod({ periods }: IndicatorFieldsFragment, asked: string | null): PeriodKind {
  return periods.find(kind => kind === asked) ?? periods.find(kind => kind === 'MONTH') ?? periods[0] ?? 'MONTH';
}
