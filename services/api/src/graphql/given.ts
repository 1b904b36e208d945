/** Whether an argument was given: null means the same as leaving it out. */
export function isGiven<T>(argument: T): argument is NonNullable<T> {
  return argument !== null && argument !== undefined;
}
