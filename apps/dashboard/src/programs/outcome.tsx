import type { ReactNode } from 'react';
import { figure } from '../format.ts';
import { Freshness } from '../figures/freshness.tsx';
import { ShownValue } from '../figures/shown-value.tsx';
import { useFigures } from '../figures/use-figures.ts';
import { useGround } from '../frame/ground.ts';
import type { FigureFieldsFragment, IndicatorFieldsFragment } from '../generated/documents.ts';
import { useWords } from '../language.ts';
import { Nothing } from '../ui/notice.tsx';
import { say } from '../words.ts';
import type { ShownProgram } from './program-page.tsx';
import { programs } from './words.ts';

/** What a program is measured by: how it was, how it is, how it is to be. Of a running one the value follows every record. */
export function Outcome({ program }: { readonly program: ShownProgram }): ReactNode {
  const t = useWords();
  const { indicators } = useGround();
  const { outcome, outcomeValue, place, status } = program;
  const indicator = outcome && indicators.find(({ key }) => key === outcome.indicator);
  return (
    <section className="card" aria-labelledby="program-outcome">
      <header><h2 id="program-outcome">{t(programs.outcome)}</h2>{indicator && <span className="quiet">{t(indicator.title)}</span>}</header>
      {!outcome && <Nothing of={programs.notMeasured} />}
      {outcome && indicator && (
        status === 'RUNNING' && place
          ? <Live outcome={outcome} indicator={indicator} place={place} then={outcomeValue} />
          : <Course outcome={outcome} indicator={indicator} now={outcomeValue} />
      )}
    </section>
  );
}

interface CourseProps {
  readonly outcome: NonNullable<ShownProgram['outcome']>;
  readonly indicator: IndicatorFieldsFragment;
  readonly now: FigureFieldsFragment | null;
}

interface LiveProps extends Omit<CourseProps, 'now'> {
  readonly place: NonNullable<ShownProgram['place']>;
  /** Until the live one is there. */
  readonly then: FigureFieldsFragment | null;
}

function Live({ outcome, indicator, place, then }: LiveProps): ReactNode {
  const kind = indicator.periods.includes('YEAR') ? 'YEAR' : indicator.periods[0] ?? 'MONTH';
  const { figures } = useFigures({ place: place.id, level: place.level, indicators: [indicator.key], period: { kind } });
  return <><Course outcome={outcome} indicator={indicator} now={figures?.bars[0]?.current ?? then} /><Freshness at={figures?.at ?? null} /></>;
}

function Course({ outcome: { baseline, target }, indicator: { unit, better }, now }: CourseProps): ReactNode {
  const t = useWords();
  const value = now?.state === 'OK' ? now.value : null;
  const reached = value !== null && (better === 'LOWER' ? value <= target : value >= target);
  return (
    <dl className="course">
      <div><dt>{t(programs.baseline)}</dt><dd>{figure(baseline, unit)}</dd></div>
      <div><dt>{t(programs.now)}</dt><dd className={value === null ? undefined : reached ? 'good' : 'now'}>{now && <ShownValue figure={now} unit={unit} />}</dd></div>
      <div><dt>{t(say.target)}</dt><dd>{figure(target, unit)} {value !== null && <span className={reached ? 'small good' : 'small quiet'}>{t(reached ? say.met : say.notMet)}</span>}</dd></div>
    </dl>
  );
}
