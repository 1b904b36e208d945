import type { ReactNode } from 'react';

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
  const [least, most] = [Math.min(...known), Math.max(...known)];
  const x = (n: number) => EDGE + (n / (values.length - 1)) * (WIDTH - 2 * EDGE);
  const y = (value: number) => (most === least ? HEIGHT / 2 : HEIGHT - EDGE - ((value - least) / (most - least)) * (HEIGHT - 2 * EDGE));
  const path = values.map((value, n) => (value === null ? '' : `${(values[n - 1] ?? null) === null ? 'M' : 'L'}${x(n).toFixed(1)} ${y(value).toFixed(1)}`)).join('');
  const last = values.at(-1) ?? null;
  return (
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a drawing is no file that `img` could show
    <svg className="sparkline" role="img" aria-label={label} width={WIDTH} height={HEIGHT} viewBox={`0 0 ${WIDTH} ${HEIGHT}`}>
      <path d={path} fill="none" stroke="var(--fill)" strokeWidth="1.6" strokeLinejoin="round" strokeLinecap="round" />
      {last !== null && <circle cx={x(values.length - 1)} cy={y(last)} r="2.6" fill="var(--accent)" />}
    </svg>
  );
}
