/** Where values stand in a drawing, in its own units: from left to right by number, the least at the bottom. */
export interface Course {
  readonly x: (n: number) => number;
  readonly y: (value: number) => number;
}

interface Box {
  readonly width: number;
  readonly height: number;
  /** Left free on all sides. */
  readonly edge: number;
}

export function courseIn({ width, height, edge }: Box, count: number, { low, high }: { readonly low: number; readonly high: number }): Course {
  return {
    x: n => edge + (n / Math.max(1, count - 1)) * (width - 2 * edge),
    y: value => (high === low ? height / 2 : height - edge - ((value - low) / (high - low)) * (height - 2 * edge)),
  };
}

/** A line through values, in the language of SVG paths; null leaves a gap. */
export function pathOf(values: readonly (number | null)[], { x, y }: Course): string {
  return values.map((value, n) => (value === null ? '' : `${(values[n - 1] ?? null) === null ? 'M' : 'L'}${x(n).toFixed(1)} ${y(value).toFixed(1)}`)).join('');
}
