import { useEffect } from 'react';
import { pack, type Kit } from './kit.ts';

/** Keeps at hand what records are made with where the network may be missing. @param next null: not known yet */
export function useKit(next: Kit | null): void {
  const text = JSON.stringify(next);
  useEffect(() => {
    const known = JSON.parse(text) as Kit | null;
    if (known) pack(known);
  }, [text]);
}
