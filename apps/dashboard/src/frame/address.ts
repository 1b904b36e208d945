import { useCallback } from 'react';
import { useSearch, useSearchParams } from 'wouter';

/** Part of what is looked at. It stands in the address, so that a view can be shared; null when it is left to the page. */
export function useAddress(name: string): [value: string | null, change: (next: string | null) => void] {
  const [params, setParams] = useSearchParams();
  const change = useCallback((next: string | null) => setParams(before => {
    const after = new URLSearchParams(before);
    if (next === null) after.delete(name);
    else after.set(name, next);
    return after;
  }), [name, setParams]);
  return [params.get(name), change];
}

/** Where a link leads within the same street. */
export function useWithStreet(): (path: string, more?: Readonly<Record<string, string>>) => string {
  const street = new URLSearchParams(useSearch()).get('street');
  return (path, more = {}) => {
    const params = new URLSearchParams({ ...(street === null ? {} : { street }), ...more }).toString();
    return params === '' ? path : `${path}?${params}`;
  };
}
