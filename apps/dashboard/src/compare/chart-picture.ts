import type { EChartsType } from 'echarts/core';

/** A chart of the library as a picture, with its title in it. */
export function chartPicture(chart: EChartsType, title: string): Blob {
  const before = chart.getOption();
  chart.setOption({ graphic: [{ type: 'text', right: 12, top: 4, style: { text: title, fill: '#56646c', fontSize: 12 } }] });
  const data = imageIn(chart.getDataURL({ type: 'png', pixelRatio: 2, backgroundColor: '#ffffff' }));
  chart.setOption({ ...before, graphic: [] }, { notMerge: true });
  return data;
}

/** A picture written as text, as a file; the policy of the page lets no request read `data:`. */
function imageIn(url: string): Blob {
  const bytes = Uint8Array.from(atob(url.slice(url.indexOf(',') + 1)), char => char.charCodeAt(0));
  return new Blob([bytes], { type: 'image/png' });
}
