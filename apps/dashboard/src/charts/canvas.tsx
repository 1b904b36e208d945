import type { EChartsCoreOption, EChartsType } from 'echarts/core';
import { useEffect, useRef, type ReactNode } from 'react';
import { init, registerMap } from './echarts.ts';
import './canvas.css';

export interface CanvasProps {
  readonly option: EChartsCoreOption;
  /** What the option's series of maps draw, as GeoJSON. */
  readonly map?: { readonly name: string; readonly features: readonly unknown[] } | undefined;
  /** Said to who cannot see it. */
  readonly label: string;
  readonly height: number | string;
  /** Name of the point or region that was pressed. */
  readonly onPick?: ((name: string) => void) | undefined;
  /** Is given the chart as it is there, to be exported. */
  readonly onReady?: ((chart: EChartsType) => void) | undefined;
}

/** A chart, as wide as its place is. */
export default function Canvas({ option, map, label, height, onPick, onReady }: CanvasProps): ReactNode {
  const place = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType | null>(null);
  const draw = useRef<() => void>(() => undefined);
  useEffect(() => {
    if (!place.current) return undefined;
    const made = init(place.current);
    chart.current = made;
    onReady?.(made);
    const watch = new ResizeObserver(() => {
      if (!hasRoom(place.current)) return;
      made.resize();
      draw.current();
    });
    watch.observe(place.current);
    return () => {
      watch.disconnect();
      made.dispose();
      chart.current = null;
    };
  }, [onReady]);
  useEffect(() => {
    if (map) registerMap(map.name, { type: 'FeatureCollection', features: map.features } as Parameters<typeof registerMap>[1]);
    // A map without room is a fault to the library: then it is drawn as soon as there is some.
    draw.current = () => {
      if (!hasRoom(place.current)) return;
      chart.current?.setOption(option, { notMerge: true });
      draw.current = () => undefined;
    };
    draw.current();
  }, [option, map]);
  useEffect(() => {
    const made = chart.current;
    if (!made || !onPick) return undefined;
    const pick = ({ name }: { name?: string }) => {
      if (name) onPick(name);
    };
    made.on('click', pick);
    return () => void made.off('click', pick);
  }, [onPick]);
  // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- what the library draws in is no file that `img` could show
  return <div ref={place} className="canvas" role="img" aria-label={label} style={{ height }} />;
}

function hasRoom(place: HTMLElement | null): boolean {
  return place !== null && place.clientWidth > 0 && place.clientHeight > 0;
}
