import type { ReactNode } from 'react';
import { CaseList } from '../cases/case-list.tsx';
import { SubmitForm } from '../cases/submit-form.tsx';
import { Ticker } from '../cases/ticker.tsx';
import { useCases } from '../cases/use-cases.ts';
import type { Order } from '../figures/bars.ts';
import { FiguresPanel } from '../figures/figures-panel.tsx';
import { useFigures } from '../figures/use-figures.ts';
import type { DataOrigin, IndicatorFieldsFragment, PeriodKind, StreetFieldsFragment, ViewerFieldsFragment } from '../generated/documents.ts';
import { Bi, both } from '../ui/bi.tsx';
import { Choice } from '../ui/field.tsx';
import { PERIODS, say, STATES } from '../words.ts';
import { look } from './view.ts';

interface StreetViewProps {
  readonly street: StreetFieldsFragment;
  readonly streets: readonly StreetFieldsFragment[];
  readonly indicator: IndicatorFieldsFragment;
  readonly indicators: readonly IndicatorFieldsFragment[];
  readonly kind: PeriodKind;
  readonly order: Order;
  readonly viewer: ViewerFieldsFragment;
  /** Of the district. */
  readonly origin: DataOrigin;
}

export function StreetView({ street, streets, indicator, indicators, kind, order, viewer, origin }: StreetViewProps): ReactNode {
  const figures = useFigures({ street: street.id, indicator: indicator.key, kind });
  const { cases, fault, more, put } = useCases(street.id);
  const origins = [origin, ...(figures.figures?.bars ?? []).map(bar => bar.current.place.dataOrigin), ...(cases?.matters ?? []).map(matter => matter.dataOrigin)];
  return (
    <>
      {origins.includes('GENERATED') && <p className="banner" role="note"><strong>{say.demoMark.zh}</strong> <Bi of={say.demo} /></p>}
      <form className="choices" onSubmit={event => event.preventDefault()}>
        <Choice
          label={say.street} value={street.code} onChange={code => look({ street: code })}
          options={streets.map(({ code, name, onboardedAt }) => ({ value: code, text: onboardedAt === null ? `${name}（${STATES.NOT_ONBOARDED.zh}）` : name }))}
        />
        <Choice
          label={say.indicator} value={indicator.key} onChange={key => look({ indicator: key })}
          options={indicators.map(({ key, title }) => ({ value: key, text: both(title) }))}
        />
        <Choice
          label={say.period} value={kind} onChange={period => look({ period })}
          options={indicator.periods.map(value => ({ value, text: both(PERIODS[value]) }))}
        />
      </form>
      <div className="columns">
        <FiguresPanel {...figures} indicator={indicator} order={order} onOrder={next => look({ order: next })} />
        <div className="aside">
          <Ticker news={cases?.news ?? []} />
          {viewer.roles.length > 0 && (
            <details className="card" key={street.id}>
              <summary><h2><Bi of={say.submitted} /></h2></summary>
              <SubmitForm street={street.id} viewer={viewer} onSubmitted={put} />
            </details>
          )}
          <CaseList {...{ cases, fault, more }} viewerId={viewer.id} onMoved={put} />
        </div>
      </div>
    </>
  );
}
