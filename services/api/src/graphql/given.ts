/** Whether an argument was given: null means the same as leaving it out. */
export function isGiven<T>(argument: T): argument is NonNullable<T> {
  return argument !== null && argument !== undefined;
}

/** An input without what is null. */
export function given<T extends object>(input: T): { [K in keyof T]: Exclude<T[K], null> } {
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== null)) as { [K in keyof T]: Exclude<T[K], null> };
}
