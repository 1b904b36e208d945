import { useMemo, type ReactNode } from 'react';
import { AlertsCard } from '../alerts/alerts-card.tsx';
import { OverdueCases } from '../cases/overdue-cases.tsx';
import { Ticker } from '../cases/ticker.tsx';
import { Freshness } from '../figures/freshness.tsx';
import { IndicatorCards } from '../figures/indicator-cards.tsx';
import { useFigures } from '../figures/use-figures.ts';
import { useGround } from '../frame/ground.ts';
import { usePeriod } from '../frame/use-period.ts';
import { FaultNotice } from '../ui/notice.tsx';
import { PeriodChoice } from '../ui/period-choice.tsx';
import { NoticesCard } from '../notices/notices-card.tsx';
import { Attention } from './attention.tsx';
import './overview.css';

/** Periods in a sparkline, the running one among them. */
const BACK = 12;

/** A street at a glance: who needs somebody, how each indicator stands, and what is happening. */
export default function OverviewPage(): ReactNode {
  const { street, indicators } = useGround();
  const { kind, kinds, choose } = usePeriod(indicators);
  const shown = useMemo(() => indicators.filter(({ periods }) => periods.includes(kind)), [indicators, kind]);
  const asked = { place: street.id, indicators: shown.map(({ key }) => key), period: { kind } };
  const own = useFigures({ ...asked, level: 'STREET' });
  const communities = useFigures({ ...asked, level: 'COMMUNITY' });
  const fault = own.fault ?? communities.fault;
  const alarms = communities.figures?.bars.filter(({ standing }) => standing?.verdict === 'WORSE') ?? [];
  return (
    <>
      <div className="head">
        <h1>{street.name}</h1>
        <PeriodChoice {...{ kind, kinds, choose }} />
        <Freshness at={own.figures?.at ?? null} />
      </div>
      {fault && <FaultNotice of={fault} />}
      <div className="overview">
        <div className="overview-main">
          <Attention figures={communities.figures} indicators={shown} />
          <IndicatorCards place={street.id} figures={own.figures} indicators={shown} kind={kind} back={BACK} alarms={alarms} />
        </div>
        <div className="overview-aside">
          <AlertsCard place={street.id} />
          <NoticesCard />
          <Ticker place={street.id} />
          <OverdueCases place={street.id} />
        </div>
      </div>
    </>
  );
}
