import { Refusal } from './refusal.ts';

/**
 * A text as somebody wrote it, without blanks around it.
 * @throws Refusal INVALID at `path` for no or too many characters, or such as cannot be stored
 */
export function words(text: string, longest: number, ...path: string[]): string {
  const trimmed = text.trim();
  if (trimmed === '' || trimmed.length > longest || trimmed.includes('\0')) {
    throw new Refusal('INVALID', `Expected 1 to ${longest} characters.`, path);
  }
  return trimmed;
}
