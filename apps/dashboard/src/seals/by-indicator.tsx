import type { ComponentType, ReactNode } from 'react';
import { useGround } from '../frame/ground.ts';
import type { IndicatorUnit } from '../generated/documents.ts';
import { useWords } from '../language.ts';
import { say, type Words } from '../words.ts';
import { placesIn } from './words.ts';

/** So few rows are shown at once, whatever they are of. */
const FEW = 40;

interface Figure {
  readonly key: string;
  readonly place: { readonly id: string; readonly name: string } | null;
}

interface ByIndicatorProps<F> {
  readonly figures: readonly F[];
  /** What stands right of the place. */
  readonly heads: readonly Words[];
  /** A cell for each head. */
  readonly cells: ComponentType<{ readonly figure: F; readonly unit: IndicatorUnit }>;
  /** Indicators with such a figure come first, and open. */
  readonly standsOut?: (figure: F) => boolean;
}

/** Figures of many places, indicator by indicator, each to be opened: a quarter of a street has hundreds. */
export function ByIndicator<F extends Figure>({ figures, heads, cells: Cells, standsOut = () => false }: ByIndicatorProps<F>): ReactNode {
  const t = useWords();
  const { indicators } = useGround();
  const groups = [...Map.groupBy(figures, ({ key }) => key)]
    .map(([key, rows]) => ({ key, indicator: indicators.find(each => each.key === key), rows: rows.toSorted((a, b) => Number(standsOut(b)) - Number(standsOut(a))), out: rows.filter(standsOut).length }))
    .toSorted((a, b) => b.out - a.out);
  return (
    <>
      {groups.map(({ key, indicator, rows, out }) => (
        <details key={key} className="by-indicator" open={out > 0 || figures.length <= FEW}>
          <summary>{indicator ? t(indicator.title) : key} <span className="quiet small">{t(placesIn(rows.length, out))}</span></summary>
          <div className="scrolls">
            <table className="figures">
              <thead><tr>{[say.place, ...heads].map(words => <th key={words.en} scope="col">{t(words)}</th>)}</tr></thead>
              <tbody>
                {rows.map(row => (
                  <tr key={row.place?.id ?? ''}>
                    <th scope="row">{row.place?.name}</th>
                    <Cells figure={row} unit={indicator?.unit ?? 'COUNT'} />
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </details>
      ))}
    </>
  );
}
