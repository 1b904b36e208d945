import type { IndicatorUnit } from '../generated/documents.ts';
import type { Words } from '../words.ts';

/** What targets say by themselves. */
export const targets = {
  set: { zh: '设定目标', en: 'Set a target' },
  setWhat: { zh: '下级没有自己的目标时，按上级的目标衡量。再设定一次就是改。', en: 'Places below without a target of their own are measured by this one. Setting it again changes it.' },
  remove: { zh: '取消', en: 'Take away' },
  none: { zh: '这里还没有目标，按上级的目标衡量。', en: 'No target is set here; that of the place above holds.' },
  value: { zh: '目标值', en: 'Target' },
  done: { zh: '已设定', en: 'Set' },
} as const satisfies Record<string, Words>;

/** What a target's number is written in; shares are written in per cent. */
export const UNITS: Record<IndicatorUnit, Words> = {
  RATIO: { zh: '%', en: '%' }, HOURS: { zh: '小时', en: 'h' }, PER_1000: { zh: '‰', en: '‰' }, YUAN: { zh: '元', en: 'yuan' }, COUNT: { zh: '个', en: '' },
};
