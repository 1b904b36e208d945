import type { Words } from '../words.ts';

/** What the catalogue of indicators says by itself. */
export const catalogue = {
  find: { zh: '指标名称或代码', en: 'Name or key' },
  none: { zh: '没有这样的指标，换个词再找。', en: 'There is no such indicator; try another word.' },
  version: { zh: '口径版本', en: 'version' },
  source: { zh: '出处', en: 'Source of the definition' },
} as const satisfies Record<string, Words>;
