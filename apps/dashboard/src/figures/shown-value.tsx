import type { ReactNode } from 'react';
import { figure } from '../format.ts';
import type { FigureFieldsFragment, IndicatorUnit } from '../generated/documents.ts';
import { useWords } from '../language.ts';
import { STATES } from '../words.ts';

interface ShownValueProps {
  readonly figure: Pick<FigureFieldsFragment, 'state' | 'value'>;
  readonly unit: IndicatorUnit;
}

/** A value, or in words why there is none to go by: never a zero that is none. */
export function ShownValue({ figure: { state, value }, unit }: ShownValueProps): ReactNode {
  const t = useWords();
  return state === 'OK' && value !== null ? figure(value, unit) : <span className="quiet">{t(STATES[state])}</span>;
}
