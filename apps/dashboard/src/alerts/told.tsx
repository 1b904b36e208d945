import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { days, figure } from '../format.ts';
import { useGround } from '../frame/ground.ts';
import type { AlertFieldsFragment } from '../generated/documents.ts';
import { useWords } from '../language.ts';
import { ALERTS } from '../words.ts';

/** What an alert says: where, of what, and when. */
export function Told({ alert: { place, rule, value, fromDay, toDay } }: { readonly alert: AlertFieldsFragment }): ReactNode {
  const t = useWords();
  const { indicators } = useGround();
  const indicator = indicators.find(({ key }) => key === rule?.indicator?.key);
  return (
    <p className="told">
      {place && <Link href={`/places/${place.id}`}>{place.name}</Link>} {indicator && t(indicator.title)} {indicator && value !== null && <b>{figure(value, indicator.unit)}</b>}{' '}
      {rule && <span className="bad">{t(ALERTS[rule.kind])}</span>}
      <span className="quiet small"> {days({ from: fromDay, to: toDay })}</span>
    </p>
  );
}
