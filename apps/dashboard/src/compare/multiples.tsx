import type { ReactNode } from 'react';
import { courseIn, pathOf } from '../charts/course.ts';
import { ShownValue } from '../figures/shown-value.tsx';
import { VerdictTag } from '../figures/verdict-tag.tsx';
import type { Bar } from '../figures/bars.ts';
import { counts, figure, tick } from '../format.ts';
import type { IndicatorFieldsFragment } from '../generated/documents.ts';
import { useWords } from '../language.ts';
import { STATES } from '../words.ts';
import { BOX, knownOf, monthOf, scaleOf } from './courses.ts';
import type { Past, Trends } from './use-trends.ts';
import { compares } from './words.ts';

interface MultiplesProps {
  readonly trends: Trends;
  readonly bars: readonly Bar[];
  readonly indicator: IndicatorFieldsFragment;
  /** Of the place that is spoken of. */
  readonly chosen: string | null;
  readonly onChoose: (code: string) => void;
}

/** One small course for each place, all by the same scale, each before that of the street. */
export default function Multiples({ trends, bars, indicator: { unit }, chosen, onChoose }: MultiplesProps): ReactNode {
  const t = useWords();
  const { whole, places } = trends;
  const scale = scaleOf(trends);
  const [first, last] = [whole[0], whole.at(-1)];
  if (!scale || !first || !last) return <p className="nothing quiet">{t(compares.noCourse)}</p>;
  const course = courseIn(BOX, whole.length, scale);
  const reference = pathOf(whole.map(knownOf), course);
  const said = ({ state, value, period }: Past) => `${monthOf(period)} ${state === 'OK' && value !== null ? figure(value, unit) : t(STATES[state])}`;
  return (
    <>
      <p className="legend small quiet">
        <span><i className="course" />{t(compares.ownCourse)}</span><span><i className="reference" />{t(compares.wholeCourse)}</span>
        <span>{t(compares.sameScale)} {tick(scale.low, unit)} – {tick(scale.high, unit)}</span><span>{monthOf(first.period)} – {monthOf(last.period)}</span>
      </p>
      <ul className="multiples">
        {places.map(({ place, past }) => {
          const bar = bars.find(({ current }) => current.place.id === place.id);
          const end = past.at(-1);
          return (
            <li key={place.id} data-code={place.code} data-verdict={bar?.standing?.verdict}>
              <p className="line">
                <button type="button" className="as-link" aria-pressed={place.code === chosen} onClick={() => onChoose(place.code)}>{place.name}</button>
                {bar?.standing && bar.standing.verdict !== 'TOO_FEW' && bar.standing.verdict !== 'AS_EXPECTED' && <VerdictTag of={bar.standing.verdict} />}
                <b className="number">{end && <ShownValue figure={end} unit={unit} />}</b>
              </p>
              {/* oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a drawing is no file that `img` could show */}
              <svg role="img" aria-label={`${place.name}: ${past.map(said).join(', ')}`} viewBox={`0 0 ${BOX.width} ${BOX.height}`}>
                <path className="reference" d={reference} />
                <path className="course" d={pathOf(past.map(knownOf), course)} />
                {past.map((each, n) => {
                  const value = knownOf(each);
                  return value === null ? null : (
                    <g key={each.period.from}>
                      {n === past.length - 1 && <circle className="end" cx={course.x(n)} cy={course.y(value)} r="3" />}
                      <circle className="point" cx={course.x(n)} cy={course.y(value)} r="6"><title>{`${said(each)} · ${counts(each, unit)}`}</title></circle>
                    </g>
                  );
                })}
              </svg>
            </li>
          );
        })}
      </ul>
    </>
  );
}
