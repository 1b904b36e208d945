/** Prints what was measured; tests wait generously and assert no times. */
export function report(what: string, measured: string): void {
  process.stderr.write(`    ${what}: ${measured}\n`);
}

/** `p50 12 ms, p99 40 ms, most 41 ms` of some times in milliseconds. */
export function quantiles(times: readonly number[]): string {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) => Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN);
  return `p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, most ${at(1)} ms of ${sorted.length}`;
}
