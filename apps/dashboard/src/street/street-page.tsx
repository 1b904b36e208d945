import type { ReactNode } from 'react';
import { useAnswer } from '../api/use-answer.ts';
import type { StreetChoicesQuery, ViewerFieldsFragment } from '../generated/documents.ts';
import { Bi } from '../ui/bi.tsx';
import { FaultNotice, Loading } from '../ui/notice.tsx';
import { say } from '../words.ts';
import { Masthead } from './masthead.tsx';
import { sensibleIndicator, sensiblePeriod, sensibleStreet } from './sensible.ts';
import { streetChoices } from './street-choices.ts';
import { StreetView } from './street-view.tsx';
import { useView } from './view.ts';

/** A street: its communities side by side, and its cases. */
export function StreetPage({ viewer }: { readonly viewer: ViewerFieldsFragment }): ReactNode {
  const { data, fault, again } = useAnswer(streetChoices);
  return (
    <>
      <Masthead district={data?.district.name ?? null} viewer={viewer} />
      <main className="page">
        {fault && <FaultNotice of={fault} onRetry={again} />}
        {!data && !fault && <Loading />}
        {data && <Chosen choices={data} viewer={viewer} />}
      </main>
    </>
  );
}

/** The view that the address asks for, completed with what is sensible. */
function Chosen({ choices, viewer }: { readonly choices: StreetChoicesQuery; readonly viewer: ViewerFieldsFragment }): ReactNode {
  const view = useView();
  const { streets: { nodes: streets }, indicators } = choices;
  const street = streets.find(each => each.code === view.street) ?? sensibleStreet(streets, viewer);
  const indicator = indicators.find(each => each.key === view.indicator) ?? sensibleIndicator(indicators);
  if (!street || !indicator) return <p className="quiet"><Bi of={say.noStreets} /></p>;
  const kind = sensiblePeriod(indicator, view.period);
  return <StreetView {...{ street, streets, indicator, indicators, kind, viewer }} order={view.order} origin={choices.district.dataOrigin} />;
}
