import type { ReactNode } from 'react';
import { courseIn, pathOf } from './course.ts';

interface SparklineProps {
  /** From the oldest on; null leaves a gap. */
  readonly values: readonly (number | null)[];
  /** Said to who cannot see it. */
  readonly label: string;
}

const [WIDTH, HEIGHT, EDGE] = [112, 32, 3];

/** How a value went, drawn without the chart library so that it is there with the first load. */
export function Sparkline({ values, label }: SparklineProps): ReactNode {
  const known = values.filter(value => value !== null);
  if (known.length < 2) return null;
  const course = courseIn({ width: WIDTH, height: HEIGHT, edge: EDGE }, values.length, { low: Math.min(...known), high: Math.max(...known) });
  const last = values.at(-1) ?? null;
  return (
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a drawing is no file that `img` could show
    <svg className="sparkline" role="img" aria-label={label} width={WIDTH} height={HEIGHT} viewBox={`0 0 ${WIDTH} ${HEIGHT}`}>
      <path d={pathOf(values, course)} fill="none" stroke="var(--fill)" strokeWidth="1.6" strokeLinejoin="round" strokeLinecap="round" />
      {last !== null && <circle cx={course.x(values.length - 1)} cy={course.y(last)} r="2.6" fill="var(--accent)" />}
    </svg>
  );
}
