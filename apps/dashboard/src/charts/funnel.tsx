import type { EChartsType } from 'echarts/core';
import { useCallback, useMemo, type ReactNode } from 'react';
import type { Bar, Figures } from '../figures/bars.ts';
import { figure, tick } from '../format.ts';
import type { IndicatorFieldsFragment, Verdict } from '../generated/documents.ts';
import { useWords } from '../language.ts';
import { say, VERDICTS } from '../words.ts';
import { Chart } from './chart.tsx';

interface FunnelProps {
  readonly figures: Figures;
  readonly indicator: IndicatorFieldsFragment;
  readonly chosen: string | null;
  readonly onChoose: (code: string) => void;
  readonly onReady: (chart: EChartsType) => void;
}

const COLOURS: Record<Verdict, string> = { WORSE: '#b42318', UNUSUAL: '#b45309', BETTER: '#0f766e', AS_EXPECTED: '#8ba0a8', TOO_FEW: '#c6d0d4' };

/** Places by how much is known of them: the fewer, the wider chance throws them. Limits are the API's, place by place. */
export function Funnel({ figures, indicator, chosen, onChoose, onReady }: FunnelProps): ReactNode {
  const t = useWords();
  const { unit, key, title } = indicator;
  const rate = figures.indicators.find(each => each.indicator.key === key)?.rate ?? null;
  const option = useMemo(() => {
    const judged = figures.bars.filter(isJudged).toSorted((a, b) => a.current.denominator - b.current.denominator);
    const line = (of: (bar: Judged) => number | undefined, dashed: boolean) => ({
      type: 'line', silent: true, symbol: 'none', lineStyle: { width: 1, color: dashed ? '#9db0b8' : '#5d737c', type: dashed ? 'dashed' : 'solid' },
      data: judged.flatMap(bar => { const y = of(bar); return y === undefined ? [] : [[bar.current.denominator, y]]; }),
    });
    return {
      animation: false,
      grid: { left: 8, right: 24, top: 24, bottom: 36, containLabel: true },
      xAxis: { type: 'value', name: 'n', nameLocation: 'middle', nameGap: 26, splitLine: { show: false } },
      yAxis: { type: 'value', scale: true, axisLabel: { formatter: (value: number) => tick(value, unit) }, splitLine: { lineStyle: { color: '#edf1f2' } } },
      tooltip: {
        formatter: ({ data }: { data: { name?: string; text?: string } }) => (data.name ? `${data.name}<br/>${data.text ?? ''}` : ''),
      },
      series: [
        line(bar => bar.standing.usual?.low, true), line(bar => bar.standing.usual?.high, true),
        line(bar => bar.standing.nearlyAlways?.low, false), line(bar => bar.standing.nearlyAlways?.high, false),
        ...(rate === null ? [] : [line(() => rate, false)]),
        {
          type: 'scatter', symbolSize: 12,
          data: judged.map(({ current: { place, denominator, value }, standing: { verdict } }) => ({
            name: place.name, value: [denominator, value], text: `${figure(value, unit)} · n ${denominator} · ${t(VERDICTS[verdict])}`,
            itemStyle: { color: COLOURS[verdict], borderColor: place.code === chosen ? '#1b2429' : '#ffffff', borderWidth: place.code === chosen ? 3 : 1 },
            label: { show: verdict !== 'AS_EXPECTED' && verdict !== 'TOO_FEW', formatter: place.name, position: 'top', color: '#1b2429' },
          })),
        },
      ],
    };
  }, [figures, unit, rate, chosen, t]);
  const pick = useCallback((name: string) => {
    const found = figures.bars.find(({ current }) => current.place.name === name);
    if (found) onChoose(found.current.place.code);
  }, [figures, onChoose]);
  return (
    <>
      <Chart option={option} label={`${t(say.funnel)} ${t(title)}`} height={440} onPick={pick} onReady={onReady} />
      <p className="quiet small">{t(say.funnelWhat)}</p>
    </>
  );
}

type Judged = Bar & { readonly current: { readonly value: number; readonly denominator: number }; readonly standing: NonNullable<Bar['standing']> };

function isJudged(bar: Bar): bar is Judged {
  const { current: { value, denominator }, standing } = bar;
  return value !== null && denominator !== null && standing !== null;
}
