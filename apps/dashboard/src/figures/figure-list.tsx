import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { figure } from '../format.ts';
import { useWithStreet } from '../frame/address.ts';
import { useGround } from '../frame/ground.ts';
import type { PeriodKind, StreetFieldsFragment } from '../generated/documents.ts';
import { useWords } from '../language.ts';
import { FaultNotice, Loading } from '../ui/notice.tsx';
import { PERIODS, say } from '../words.ts';
import { Freshness } from './freshness.tsx';
import { ShownValue } from './shown-value.tsx';
import { useFigures } from './use-figures.ts';

interface FigureListProps {
  readonly street: StreetFieldsFragment;
  /** With which the keys of the indicators begin. */
  readonly prefix: string;
}

/** A room's indicators of a street as they stand, against their targets: of the year, or where none is counted by years, of twelve months. */
export function FigureList({ street, prefix }: FigureListProps): ReactNode {
  const { indicators } = useGround();
  const own = indicators.filter(({ key }) => key.startsWith(prefix));
  const yearly = own.filter(({ periods }) => periods.includes('YEAR')).map(({ key }) => key);
  const rolling = own.filter(({ periods }) => !periods.includes('YEAR') && periods.includes('ROLLING_12')).map(({ key }) => key);
  return (
    <>
      {rolling.length > 0 && <Listed street={street} keys={rolling} kind="ROLLING_12" />}
      {yearly.length > 0 && <Listed street={street} keys={yearly} kind="YEAR" />}
    </>
  );
}

interface ListedProps {
  readonly street: StreetFieldsFragment;
  readonly keys: readonly string[];
  readonly kind: PeriodKind;
}

function Listed({ street, keys, kind }: ListedProps): ReactNode {
  const t = useWords();
  const withStreet = useWithStreet();
  const { indicators } = useGround();
  const { figures, fault } = useFigures({ place: street.id, level: 'STREET', indicators: keys, period: { kind } });
  if (fault && !figures) return <FaultNotice of={fault} />;
  if (!figures) return <Loading />;
  return (
    <>
      <p className="line quiet small"><span>{t(PERIODS[kind])}</span><Freshness at={figures.at} /></p>
      <ul className="rows">
        {figures.bars.map(({ current, target }) => {
          const indicator = indicators.find(({ key }) => key === current.indicator.key);
          return indicator && (
            <li key={indicator.key}>
              <span className="line"><Link href={withStreet('/compare', { indicator: indicator.key, period: kind })}>{t(indicator.title)}</Link><strong className="number"><ShownValue figure={current} unit={indicator.unit} /></strong></span>
              {target && <span className={`small ${target.met === false ? 'bad' : 'good'}`}>{t(say.target)} {figure(target.target.value, indicator.unit)} {target.met !== null && t(target.met ? say.met : say.notMet)}</span>}
            </li>
          );
        })}
      </ul>
    </>
  );
}
