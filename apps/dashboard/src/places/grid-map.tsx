import { useMemo, type ReactNode } from 'react';
import { Chart } from '../charts/chart.tsx';
import type { Figures } from '../figures/bars.ts';
import { figure, tick } from '../format.ts';
import type { GridMapQuery, IndicatorFieldsFragment } from '../generated/documents.ts';
import { useWords } from '../language.ts';
import { say, STATES } from '../words.ts';

interface GridMapProps {
  readonly grids: GridMapQuery['grids']['nodes'];
  readonly figures: Figures;
  readonly indicator: IndicatorFieldsFragment;
  readonly onOpen: (place: string) => void;
}

const NOTHING_KNOWN = '#e4e9eb';
/** From the least to the most; the other way round where less is better. */
const SHADES = ['#f2e3c6', '#cfe3d4', '#8cc5b5', '#3f9c8d', '#0c5f58'];

/** Grids as their boundaries lie, without anything from other hosts beneath them. Those that nothing can be said of stay grey. */
export function GridMap({ grids, figures, indicator, onOpen }: GridMapProps): ReactNode {
  const t = useWords();
  const { unit, better, title } = indicator;
  const map = useMemo(() => ({
    name: grids.map(({ id }) => id).join(),
    features: grids.map(({ id, boundary }) => ({ type: 'Feature' as const, properties: { name: id }, geometry: boundary })),
  }), [grids]);
  const option = useMemo(() => {
    const names = new Map(grids.map(({ id, name, parent }) => [id, `${parent?.name ?? ''} ${name}`.trim()]));
    const known = figures.bars.flatMap(({ current: { state, value } }) => (state === 'OK' && value !== null ? [value] : []));
    return {
      animation: false,
      tooltip: { formatter: ({ name, data }: { name: string; data?: { text: string } }) => `${names.get(name) ?? ''}<br/>${data?.text ?? ''}` },
      visualMap: {
        type: 'continuous', min: Math.min(...known), max: Math.max(...known), calculable: false, orient: 'horizontal', left: 0, bottom: 0, show: known.length > 1,
        text: [tick(Math.max(...known), unit), tick(Math.min(...known), unit)], inRange: { color: better === 'LOWER' ? SHADES.toReversed() : SHADES }, outOfRange: { color: NOTHING_KNOWN },
      },
      series: [{
        type: 'map', map: map.name, nameProperty: 'name', aspectScale: 0.82, roam: true, scaleLimit: { min: 0.8, max: 8 }, left: 0, right: 0, bottom: 48, top: 8, preserveAspect: 'contain', selectedMode: false,
        itemStyle: { areaColor: NOTHING_KNOWN, borderColor: '#ffffff', borderWidth: 1.5 }, emphasis: { label: { show: false }, itemStyle: { areaColor: '#fde68a' } },
        label: { show: false },
        data: figures.bars.map(({ current: { place, state, value, denominator } }) => ({
          name: place.id, value: state === 'OK' ? value : Number.NaN,
          text: state === 'OK' && value !== null ? `${figure(value, unit)}${denominator === null ? '' : ` · n ${denominator}`}` : t(STATES[state]),
        })),
      }],
    };
  }, [grids, figures, map, unit, better, t]);
  return <Chart option={option} map={map} label={`${t(say.map)} ${t(title)}`} height="min(560px, 110vw)" onPick={onOpen} />;
}
