import type { Clock } from '../shared/clock.ts';

/** A clock that stands still until a test sets it or lets it go on. */
export class TestClock implements Clock {
  #at: number;

  constructor(at: Date | string) {
    this.#at = new Date(at).getTime();
  }

  now(): Date {
    return new Date(this.#at);
  }

  set(at: Date | string): void {
    this.#at = new Date(at).getTime();
  }

  pass(minutes: number): void {
    this.#at += minutes * 60_000;
  }
}
