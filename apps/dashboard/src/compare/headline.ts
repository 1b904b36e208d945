import type { Figures } from '../figures/bars.ts';
import { figure } from '../format.ts';
import type { IndicatorFieldsFragment } from '../generated/documents.ts';
import type { Words } from '../words.ts';

/** Whether the differences between all places are real, in one sentence. @param of what is compared, where it is not everybody as of now */
export function headline({ bars, indicators }: Pick<Figures, 'bars' | 'indicators'>, { key, unit }: Pick<IndicatorFieldsFragment, 'key' | 'unit'>, of: Words = { zh: '', en: '' }): Words {
  const { zh, en } = sentence(bars, indicators.find(({ indicator }) => indicator.key === key)?.rate ?? null, unit);
  return { zh: of.zh + zh, en: of.en + en };
}

function sentence(bars: Figures['bars'], rate: number | null, unit: IndicatorFieldsFragment['unit']): Words {
  const known = bars.filter(({ current }) => current.value !== null);
  if (known.length === 0) return { zh: '还没有可以比较的数据。', en: 'There is nothing to compare yet.' };
  if (!bars.some(({ standing }) => standing?.usual)) {
    return { zh: '这项指标只陈列，不评判：看不出各地方之间有多少是偶然。', en: 'This indicator is shown without a verdict: how much of the difference is chance cannot be told.' };
  }
  const real = bars.filter(({ standing }) => standing && ['WORSE', 'BETTER', 'UNUSUAL'].includes(standing.verdict));
  const whole = rate === null ? { zh: '', en: '' } : { zh: `总体 ${figure(rate, unit)}。`, en: `All together: ${figure(rate, unit)}. ` };
  if (real.length === 0) return { zh: `${whole.zh}各地方的高低都可能只是偶然，没有可以认定的差别。`, en: `${whole.en}All differences between places may be chance; none of them is established.` };
  const names = real.map(({ current }) => current.place.name);
  return {
    zh: `${whole.zh}${known.length} 个地方里，${names.join('、')}的差别是真的；其余的高低可能只是偶然。`,
    en: `${whole.en}Of ${known.length} places, the difference of ${names.join(', ')} is real; the others may differ by chance.`,
  };
}
