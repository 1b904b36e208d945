import type { ReactNode } from 'react';
import type { IndicatorFieldsFragment } from '../generated/documents.ts';
import { Bi } from '../ui/bi.tsx';
import { DIRECTIONS, say, type Words } from '../words.ts';

/** What an indicator counts, so that nobody has to guess. */
export function Definition({ of }: { readonly of: IndicatorFieldsFragment }): ReactNode {
  const { population, attribution, exclusions, better, minimumN } = of;
  return (
    <dl className="definition">
      <Entry term={say.counted} of={population} />
      <Entry term={say.attributed} of={attribution} />
      {exclusions && <Entry term={say.excluded} of={exclusions} />}
      <Entry term={say.direction} of={DIRECTIONS[better]} />
      <div>
        <dt><Bi of={say.minimum} /></dt>
        <dd>{minimumN}</dd>
      </div>
    </dl>
  );
}

function Entry({ term, of }: { readonly term: Words; readonly of: Words }): ReactNode {
  return (
    <div>
      <dt><Bi of={term} /></dt>
      <dd><Bi of={of} /></dd>
    </div>
  );
}
