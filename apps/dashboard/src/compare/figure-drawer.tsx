import { Drawer, Segmented } from 'antd';
import type { ReactNode } from 'react';
import type { Bar } from '../figures/bars.ts';
import { ShownValue } from '../figures/shown-value.tsx';
import { counts, days } from '../format.ts';
import { useAddress } from '../frame/address.ts';
import type { IndicatorFieldsFragment, PeriodInput } from '../generated/documents.ts';
import { useWords } from '../language.ts';
import { say } from '../words.ts';
import { Records } from './records.tsx';
import { Why } from './why.tsx';
import { compares } from './words.ts';

interface FigureDrawerProps {
  readonly bar: Bar;
  readonly indicator: IndicatorFieldsFragment;
  readonly period: PeriodInput;
  /** The same, first and last day. */
  readonly span: { readonly from: string; readonly to: string };
  readonly onClose: () => void;
}

const PARTS = [['numerator', say.numerator], ['denominator', say.denominator], ['why', compares.why]] as const;

/** One figure taken apart: the records that it counts, and why it is another than before. */
export default function FigureDrawer({ bar: { current }, indicator, period, span, onClose }: FigureDrawerProps): ReactNode {
  const t = useWords();
  const [asked, choose] = useAddress('part');
  const parts = PARTS.filter(([part]) => (part === 'denominator' ? current.denominator !== null : part !== 'why' || period.kind !== 'CUMULATIVE'));
  const part = parts.find(([each]) => each === asked)?.[0] ?? 'numerator';
  const { place } = current;
  return (
    <Drawer open size={560} onClose={onClose} title={`${place.name} · ${t(indicator.title)}`} styles={{ wrapper: { maxWidth: '100vw' } }} closable={{ 'aria-label': t(compares.close) }}>
      <div className="figure-drawer">
        <p className="line">
          <span><b className="big"><ShownValue figure={current} unit={indicator.unit} /></b> {counts(current, indicator.unit)}</span>
          <span className="quiet">{days(span)}</span>
        </p>
        <Segmented aria-label={t(say.view)} value={part} onChange={choose} options={parts.map(([value, words]) => ({ value, label: t(words) }))} />
        {part === 'why'
          ? <Why place={place.id} indicator={indicator} period={period} span={span} />
          : <Records key={part} asked={{ place: place.id, indicator: indicator.key, period, above: part === 'numerator' }} unit={indicator.unit} />}
      </div>
    </Drawer>
  );
}
