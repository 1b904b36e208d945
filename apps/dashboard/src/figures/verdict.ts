import { figure } from '../format.ts';
import type { IndicatorFieldsFragment } from '../generated/documents.ts';
import type { Words } from '../words.ts';
import type { Bar } from './bars.ts';

/** Whether a place's difference is real, in one sentence. Null where nothing can be said of it. */
export function verdictSentence({ current, standing }: Bar, { unit, minimumN }: IndicatorFieldsFragment): Words | null {
  const { value, denominator } = current;
  if (!standing || value === null) return null;
  const { verdict, usual, nearlyAlways } = standing;
  const range = ({ low, high }: { readonly low: number; readonly high: number }) => `${figure(low, unit)}–${figure(high, unit)}`;
  if (verdict === 'TOO_FEW') {
    return { zh: `样本只有 ${denominator ?? 0}，少于 ${minimumN}，不作评判。`, en: `Only ${denominator ?? 0} of the ${minimumN} that it takes to judge.` };
  }
  if (!usual || !nearlyAlways) return { zh: '没有可以比较的地方。', en: 'There is nobody to compare with.' };
  if (verdict === 'AS_EXPECTED') {
    return value >= usual.low && value <= usual.high
      ? { zh: `在 ${range(usual)} 之内，这样大小的地方凭偶然也会如此：算不上差别。`, en: `Within ${range(usual)}, where a place of this size is by chance alone: no difference to speak of.` }
      : { zh: `略出 ${range(usual)}，还可能是偶然：再看一期。`, en: `Just outside ${range(usual)}; still possibly chance: look again next period.` };
  }
  return {
    zh: `超出 ${range(nearlyAlways)}，偶然在一千次里也难得两次：差别是真的。`,
    en: `Outside ${range(nearlyAlways)}, which chance passes in 2 of 1,000: the difference is real.`,
  };
}
