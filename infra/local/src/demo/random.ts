/**
 * Random numbers that are the same for the same seed on every machine: sfc32 (Chris Doty-Humphrey's Small Fast
 * Counter, from PractRand), seeded by FNV-1a over the text. Not for anything secret.
 */
export class Random {
  readonly #seed: string;
  #a: number;
  #b: number;
  #c: number;
  #counter = 1;

  constructor(seed: string) {
    this.#seed = seed;
    this.#a = fnv1a(seed, 0x811c9dc5);
    this.#b = fnv1a(seed, 0x9e3779b9);
    this.#c = fnv1a(seed, 0x85ebca6b);
    for (let round = 0; round < 12; round++) this.next();
  }

  /** Another stream of numbers, which does not depend on how many were taken from this one. */
  fork(label: string): Random {
    return new Random(`${this.#seed}/${label}`);
  }

  /** In `[0, 1)`. */
  next(): number {
    const sum = (this.#a + this.#b + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 4_294_967_296;
  }

  /** In `[from, to)`. */
  between(from: number, to: number): number {
    return from + (to - from) * this.next();
  }

  /** A whole number in `[0, below)`. */
  below(below: number): number {
    return Math.floor(this.next() * below);
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(from: readonly T[]): T {
    return from[this.below(from.length)] as T;
  }

  /** Normally distributed around 0 with a standard deviation of 1 (Box and Muller). */
  normal(): number {
    return Math.sqrt(-2 * Math.log(1 - this.next())) * Math.cos(2 * Math.PI * this.next());
  }

  /** Exponentially distributed with a mean of 1. */
  exponential(): number {
    return -Math.log(1 - this.next());
  }
}

/** Picks values in proportion to their weights. */
export class Weighted<T> {
  readonly #values: readonly T[];
  readonly #upTo: readonly number[];

  constructor(weights: readonly (readonly [value: T, weight: number])[]) {
    let sum = 0;
    this.#values = weights.map(([value]) => value);
    this.#upTo = weights.map(([, weight]) => (sum += weight));
  }

  pick(random: Random): T {
    const at = random.next() * (this.#upTo.at(-1) ?? 0);
    return this.#values[this.#upTo.findIndex(upTo => at < upTo)] as T;
  }
}

/**
 * Shares a whole number out in proportion to weights, exactly: what rounding down leaves goes to the largest
 * remainders.
 */
export function apportion(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((a, b) => a + b, 0);
  const exact = weights.map(weight => (sum === 0 ? 0 : (total * weight) / sum));
  const shares = exact.map(Math.floor);
  const left = total - shares.reduce((a, b) => a + b, 0);
  const largest = exact.map((value, n) => [value - Math.floor(value), n] as const).toSorted((a, b) => b[0] - a[0] || a[1] - b[1]);
  for (const [, n] of largest.slice(0, left)) shares[n] = (shares[n] ?? 0) + 1;
  return shares;
}

function fnv1a(text: string, basis: number): number {
  let hash = basis;
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash | 0;
}
