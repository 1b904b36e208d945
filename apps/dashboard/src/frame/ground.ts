import { createContext, useContext } from 'react';
import type { GroundQuery, IndicatorFieldsFragment, StreetFieldsFragment, ViewerFieldsFragment } from '../generated/documents.ts';

/** What every page stands on. */
export interface Ground {
  readonly viewer: ViewerFieldsFragment;
  readonly district: GroundQuery['district'];
  readonly streets: readonly StreetFieldsFragment[];
  /** The one that the address asks for, else a sensible one. */
  readonly street: StreetFieldsFragment;
  readonly indicators: readonly IndicatorFieldsFragment[];
}

const Context = createContext<Ground | null>(null);
export const GroundProvider = Context.Provider;

export function useGround(): Ground {
  const ground = useContext(Context);
  if (!ground) throw new Error('A page stands within the shell.');
  return ground;
}

/** The street to begin with: the viewer's own, else the first that works with the system. */
export function sensibleStreet(streets: readonly StreetFieldsFragment[], viewer: ViewerFieldsFragment): StreetFieldsFragment | undefined {
  const own = viewer.roles.flatMap(({ place }) => (place ? [place, ...place.ancestors] : [])).find(place => place.level === 'STREET');
  return streets.find(street => street.id === own?.id) ?? streets.find(street => street.onboardedAt !== null) ?? streets[0];
}
