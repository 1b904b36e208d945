import { isId } from '../shared/ids.ts';

/** Everything of a district lies under one prefix, so that it can be listed and handed over as a whole. */
export function prefixOf(districtId: number): string {
  return `${districtId}/`;
}

/** Where a form puts what somebody sends: unchecked, and never read but to check it. */
export function incomingKey({ districtId, id }: { districtId: number; id: string }): string {
  return `${prefixOf(districtId)}incoming/${id}`;
}

/** Where a checked file lies. Each attempt to store one has a key of its own, so none writes over another's. */
export function storedKey(districtId: number, attempt: string): string {
  return `${prefixOf(districtId)}stored/${attempt}`;
}

/** The attachment that an incoming file is for; null for any other key. */
export function incomingId(key: string): string | null {
  const [, id = ''] = /^\d+\/incoming\/([\da-f-]+)$/.exec(key) ?? [];
  return isId(id) ? id : null;
}
