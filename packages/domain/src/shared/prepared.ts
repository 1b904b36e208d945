const names = new Map<string, string>();

/**
 * Declares a statement whose text never changes: each of the writers' connections plans it once.
 * @returns the text
 */
export function prepared(name: string, text: string): string {
  names.set(text, name);
  return text;
}

/** Under which name a statement is kept planned, undefined for any that was not declared. */
export function preparedName(text: string): string | undefined {
  return names.get(text);
}
