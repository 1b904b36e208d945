import type { ReactNode } from 'react';
import type { IndicatorFieldsFragment } from '../generated/documents.ts';
import { useWords } from '../language.ts';
import { DIRECTIONS, say, type Words } from '../words.ts';
import './definition.css';

/** What an indicator counts, so that nobody has to guess. */
export function Definition({ of }: { readonly of: IndicatorFieldsFragment }): ReactNode {
  const t = useWords();
  const { population, attribution, exclusions, across, better, minimumN } = of;
  const entries: readonly (readonly [Words, string])[] = [
    [say.counted, t(population)], [say.attributed, t(attribution)], ...(exclusions ? [[say.excluded, t(exclusions)] as const] : []),
    ...(across ? [[say.across, t(across)] as const] : []),
    [say.direction, t(DIRECTIONS[better])], [say.minimum, String(minimumN)],
  ];
  return (
    <dl className="definition">
      {entries.map(([term, text]) => <div key={term.en}><dt>{t(term)}</dt><dd>{text}</dd></div>)}
    </dl>
  );
}
