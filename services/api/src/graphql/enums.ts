import { registerEnumType } from 'type-graphql';

/** Registers a closed list of words as an enum with the same words, described one by one. */
export function enumOf<const W extends string>(name: string, description: string, words: Readonly<Record<W, string>>): Readonly<Record<W, W>> {
  const values = Object.fromEntries(Object.keys(words).map(word => [word, word])) as Record<W, W>;
  registerEnumType(values, {
    name,
    description,
    valuesConfig: Object.fromEntries(Object.entries<string>(words).map(([word, meaning]) => [word, { description: meaning }])) as never,
  });
  return values;
}
