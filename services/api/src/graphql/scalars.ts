import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';
import { DateTimeResolver, JSONResolver, SafeIntResolver } from 'graphql-scalars';
import { calendarDate, type CalendarDate } from '@linli/domain/shared/clock';

/** Nothing that is recorded or asked for lies outside; beyond, not every calculation with days holds, or ends soon. */
const YEARS = { from: 1900, to: 2199 };

const { parseValue, parseLiteral, ...dateTime } = DateTimeResolver.toConfig();

/** An instant, RFC 3339 in UTC. */
export const DateTime = new GraphQLScalarType<Date>({
  ...dateTime,
  name: 'DateTime',
  description: `时刻 An instant of the years ${YEARS.from} to ${YEARS.to}, RFC 3339; sent in UTC.`,
  parseValue: value => within(parseValue?.(value)),
  parseLiteral: node => within(parseLiteral?.(node)),
});

/** A calendar day. */
export const CalendarDay = new GraphQLScalarType<CalendarDate, string>({
  name: 'Date',
  description: `日期 A calendar day of the years ${YEARS.from} to ${YEARS.to} in Asia/Shanghai, \`YYYY-MM-DD\`.`,
  serialize: String,
  parseValue: day,
  parseLiteral: node => (node.kind === Kind.STRING ? day(node.value) : day(null)),
});

/** The state of a district's figures. */
export const Revision = new GraphQLScalarType<number, number>({
  name: 'Revision',
  description: '版本号 A whole number that rises with every change of a district\'s figures; later is greater.',
  serialize: Number,
  parseValue: revision,
  parseLiteral: node => revision(node.kind === Kind.INT ? Number(node.value) : null),
});

/** An amount in an account's unit. */
export const Amount = new GraphQLScalarType({
  ...SafeIntResolver.toConfig(),
  name: 'Amount',
  description: '数额 A whole number of an account\'s unit, within 2^53: points, minutes or fen.',
});

/** GeoJSON. */
export const GeoJson = new GraphQLScalarType({
  ...JSONResolver.toConfig(),
  name: 'GeoJSON',
  description: '边界 A GeoJSON geometry (RFC 7946), WGS 84.',
});

/** Whatever a room's own format says. */
export const Json = new GraphQLScalarType({
  ...JSONResolver.toConfig(),
  name: 'JSON',
  description: 'JSON 内容 A value of JSON; what stands in it is said where it is used.',
});

function day(value: unknown): CalendarDate {
  try {
    const read = calendarDate(String(value));
    within(new Date(read));
    return read;
  } catch (error) {
    throw new GraphQLError((error as Error).message);
  }
}

function within(at: Date): Date {
  if (at.getUTCFullYear() < YEARS.from || at.getUTCFullYear() > YEARS.to) throw new GraphQLError(`Years are from ${YEARS.from} to ${YEARS.to}.`);
  return at;
}

function revision(value: unknown): number {
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) throw new GraphQLError('Expected a revision, a whole number.');
  return value;
}
