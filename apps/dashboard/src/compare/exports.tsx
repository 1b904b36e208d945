import type { EChartsType } from 'echarts/core';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import type { Figures } from '../figures/bars.ts';
import { days } from '../format.ts';
import { useGround } from '../frame/ground.ts';
import type { IndicatorFieldsFragment } from '../generated/documents.ts';
import { useWords } from '../language.ts';
import { Problem } from '../ui/notice.tsx';
import { save } from '../ui/save.ts';
import { useDeed } from '../ui/use-deed.ts';
import { say } from '../words.ts';
import { csv, rowsOf } from './rows.ts';

interface ExportsProps {
  readonly figures: Figures;
  readonly indicator: IndicatorFieldsFragment;
  /** Of the drawing that is shown; null where none is. */
  readonly chart: EChartsType | null;
}

/** Takes what is shown out of the page. Generated data says so in the file, too. */
export function Exports({ figures, indicator, chart }: ExportsProps): ReactNode {
  const t = useWords();
  const { district, street } = useGround();
  const stamp = district.dataOrigin === 'GENERATED' || street.dataOrigin === 'GENERATED' ? t(say.demoMark) : null;
  const name = [street.name, t(indicator.title), days(figures.period), stamp].filter(Boolean).join(' ');
  const { busy, problem, run } = useDeed();
  const sheet = () => run(async () => {
    const { workbook } = await import('./workbook.ts');
    save(`${name}.xlsx`, await workbook(rowsOf(figures, indicator, t), stamp));
    return null;
  });
  const picture = () => {
    if (!chart) return;
    const before = chart.getOption();
    chart.setOption({ graphic: [{ type: 'text', right: 12, top: 4, style: { text: name, fill: '#56646c', fontSize: 12 } }] });
    const data = imageIn(chart.getDataURL({ type: 'png', pixelRatio: 2, backgroundColor: '#ffffff' }));
    chart.setOption({ ...before, graphic: [] }, { notMerge: true });
    save(`${name}.png`, data);
  };
  return (
    <span className="exports">
      <Button size="small" onClick={() => save(`${name}.csv`, new Blob([csv(rowsOf(figures, indicator, t), stamp)], { type: 'text/csv' }))}>CSV</Button>
      <Button size="small" disabled={busy} onClick={sheet}>XLSX</Button>
      {chart && <Button size="small" onClick={picture}>PNG</Button>}
      <Problem of={problem} />
    </span>
  );
}

/** A picture written as text, as a file; the policy of the page lets no request read `data:`. */
function imageIn(url: string): Blob {
  const bytes = Uint8Array.from(atob(url.slice(url.indexOf(',') + 1)), char => char.charCodeAt(0));
  return new Blob([bytes], { type: 'image/png' });
}
