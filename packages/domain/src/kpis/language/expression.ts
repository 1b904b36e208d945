import type { CalendarDate } from '../../shared/clock.ts';
import { addYears, dayOf, ZONE } from '../../shared/clock.ts';

/** Renders a property as the column of a relation. */
export type Columns = (property: string) => string;

/**
 * A value computed from one row. It renders itself as SQL, so that the database can count with it; instants
 * can also be evaluated on a row in memory, so that the unit of work knows which days a write touches.
 */
export abstract class Expression {
  /** Properties that it reads. */
  abstract readonly reads: readonly string[];
  abstract sql(columns: Columns): string;
}

/** True, false or unknown (null, which counts as false). */
export class Condition extends Expression {
  readonly reads: readonly string[];
  readonly #render: (columns: Columns) => string;

  constructor(reads: readonly string[], render: (columns: Columns) => string) {
    super();
    this.reads = reads;
    this.#render = render;
  }

  sql(columns: Columns): string {
    return this.#render(columns);
  }

  and(other: Condition): Condition {
    return new Condition([...this.reads, ...other.reads], c => `(${this.sql(c)} and ${other.sql(c)})`);
  }
}

/** A whole number of something. */
export class Quantity extends Expression {
  readonly reads: readonly string[];
  readonly #render: (columns: Columns) => string;

  constructor(reads: readonly string[], render: (columns: Columns) => string) {
    super();
    this.reads = reads;
    this.#render = render;
  }

  sql(columns: Columns): string {
    return this.#render(columns);
  }

  /** Multiplied by itself: what the variance of a mean is made from. */
  squared(): Quantity {
    return new Quantity(this.reads, c => `(${this.sql(c)}::bigint * ${this.sql(c)})`);
  }

  atLeast(least: number): Condition {
    const bound = wholeNumber(least);
    return new Condition(this.reads, c => `${this.sql(c)} >= ${bound}`);
  }
}

/** When something happened: an instant, or a calendar day. Null when it has not. */
export abstract class When extends Expression {
  /** Whether it was said that it may be missing. */
  abstract readonly optional: boolean;
  /** The same, and a record that has none does not count: to be said of attributions that may be missing. */
  abstract ifAny(): When;
  /** The day it falls on, evaluated on a row in memory. */
  abstract dayOf(row: Readonly<Record<string, unknown>>): CalendarDate | null;
  /** The day in SQL. */
  abstract daySql(columns: Columns): string;
  /** The instant in SQL; of a day, when it begins. */
  abstract instantSql(columns: Columns): string;
  /** In SQL, whether it falls on a day in `[from, to)`, written so that an index on the column can answer. */
  abstract withinSql(columns: Columns, from: string, to: string): string;
  /** The same of one day. */
  abstract onDaySql(columns: Columns, day: string): string;

  isSet(): Condition {
    return new Condition(this.reads, c => `${this.sql(c)} is not null`);
  }

  isMissing(): Condition {
    return new Condition(this.reads, c => `${this.sql(c)} is null`);
  }
}

/** A `timestamptz` column. */
export class Instant extends When {
  readonly reads: readonly string[];
  readonly optional: boolean;
  readonly #property: string;

  constructor(property: string, optional = false) {
    super();
    this.#property = property;
    this.optional = optional;
    this.reads = [property];
  }

  ifAny(): Instant {
    return new Instant(this.#property, true);
  }

  sql(columns: Columns): string {
    return columns(this.#property);
  }

  dayOf(row: Readonly<Record<string, unknown>>): CalendarDate | null {
    const at = row[this.#property];
    if (at === null || at === undefined) return null;
    return dayOf(at instanceof Date ? at : new Date(at as string));
  }

  daySql(columns: Columns): string {
    return `(${this.sql(columns)} at time zone '${ZONE}')::date`;
  }

  instantSql(columns: Columns): string {
    return this.sql(columns);
  }

  withinSql(columns: Columns, from: string, to: string): string {
    return `${this.sql(columns)} >= ${startSql(from)} and ${this.sql(columns)} < ${startSql(to)}`;
  }

  onDaySql(columns: Columns, day: string): string {
    return this.withinSql(columns, day, `${day} + 1`);
  }

  /** The calendar day it falls on. */
  day(): Day {
    return new Day(this.reads, c => this.daySql(c), row => this.dayOf(row), this.optional);
  }

  /** Not after another instant; false when either is missing. */
  notAfter(other: Instant): Condition {
    return new Condition([...this.reads, ...other.reads], c => `${this.sql(c)} <= ${other.sql(c)}`);
  }

  /** Whole minutes since an earlier instant, rounded down per record, so that sums are exact. */
  minutesSince(earlier: Instant): Quantity {
    return new Quantity(
      [...this.reads, ...earlier.reads],
      c => `floor(extract(epoch from ${this.sql(c)} - ${earlier.sql(c)}) / 60)::bigint`,
    );
  }
}

/** A `date`, read from a column or computed from dates. */
export class Day extends When {
  readonly reads: readonly string[];
  readonly #render: (columns: Columns) => string;
  readonly optional: boolean;
  readonly #evaluate: (row: Readonly<Record<string, unknown>>) => CalendarDate | null;

  constructor(
    reads: readonly string[],
    render: (columns: Columns) => string,
    evaluate: (row: Readonly<Record<string, unknown>>) => CalendarDate | null,
    optional = false,
  ) {
    super();
    this.reads = reads;
    this.optional = optional;
    this.#render = render;
    this.#evaluate = evaluate;
  }

  ifAny(): Day {
    return new Day(this.reads, this.#render, this.#evaluate, true);
  }

  sql(columns: Columns): string {
    return this.#render(columns);
  }

  dayOf(row: Readonly<Record<string, unknown>>): CalendarDate | null {
    return this.#evaluate(row);
  }

  daySql(columns: Columns): string {
    return this.sql(columns);
  }

  instantSql(columns: Columns): string {
    return startSql(this.sql(columns));
  }

  withinSql(columns: Columns, from: string, to: string): string {
    return `${this.sql(columns)} >= ${from} and ${this.sql(columns)} < ${to}`;
  }

  onDaySql(columns: Columns, day: string): string {
    return `${this.sql(columns)} = ${day}`;
  }

  /** The anniversary; of 29 February, in a common year, 28 February, as PostgreSQL has it. */
  plusYears(years: number): Day {
    const add = wholeNumber(years);
    return new Day(
      this.reads,
      c => `(${this.sql(c)} + interval '${add} years')::date`,
      row => {
        const day = this.dayOf(row);
        return day && addYears(day, years);
      },
      this.optional,
    );
  }
}

/** The later of two days; null when either is missing. */
export function later(a: Day, b: Day): Day {
  return new Day(
    [...a.reads, ...b.reads],
    c => `(case when ${a.sql(c)} >= ${b.sql(c)} then ${a.sql(c)} when ${b.sql(c)} > ${a.sql(c)} then ${b.sql(c)} end)`,
    row => {
      const [x, y] = [a.dayOf(row), b.dayOf(row)];
      return x && y && (x >= y ? x : y);
    },
    a.optional || b.optional,
  );
}

/** A column of text, or of one of a closed set of words. */
export class Word<W extends string = string> extends Expression {
  readonly reads: readonly string[];
  /** Whether it was said that it may be missing. */
  readonly optional: boolean;
  readonly #property: string;

  constructor(property: string, optional = false) {
    super();
    this.#property = property;
    this.optional = optional;
    this.reads = [property];
  }

  /** The same, and a record that has none does not count: to be said of places that may be missing. */
  ifAny(): Word<W> {
    return new Word(this.#property, true);
  }

  sql(columns: Columns): string {
    return columns(this.#property);
  }

  is(word: W): Condition {
    return new Condition(this.reads, c => `${this.sql(c)} = ${literal(word)}`);
  }

  isOneOf(...words: readonly W[]): Condition {
    return new Condition(this.reads, c => `${this.sql(c)} in (${words.map(literal).join(', ')})`);
  }

  isNot(word: W): Condition {
    return new Condition(this.reads, c => `${this.sql(c)} <> ${literal(word)}`);
  }
}

/** A boolean column. */
export class Flag extends Condition {
  constructor(property: string) {
    super([property], c => `${c(property)} is true`);
  }
}

/** When a day begins. */
function startSql(day: string): string {
  return `(${day})::timestamp at time zone '${ZONE}'`;
}

function wholeNumber(value: number): number {
  if (!Number.isInteger(value)) throw new Error(`Expected a whole number, got ${value}.`);
  return value;
}

function literal(word: string): string {
  return `'${word.replaceAll("'", "''")}'`;
}
