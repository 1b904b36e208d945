import DataLoader from 'dataloader';

/** Rows looked up by key in batches; null where there is none. */
export function one<Row>(load: (ids: string[]) => Promise<Row[]>, key: (row: Row) => string): DataLoader<string, Row | null> {
  return new DataLoader(async ids => {
    const rows = new Map((await load([...ids])).map(row => [key(row), row]));
    return ids.map(id => rows.get(id) ?? null);
  });
}

/** Rows looked up in batches by a key that several share. */
export function many<Row>(load: (ids: string[]) => Promise<Row[]>, key: (row: Row) => string): DataLoader<string, Row[]> {
  return new DataLoader(async ids => {
    const groups = Map.groupBy(await load([...ids]), key);
    return ids.map(id => groups.get(id) ?? []);
  });
}
