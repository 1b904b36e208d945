import type { ReactNode } from 'react';
import type { Words } from '../words.ts';

/** Words in Chinese with the English beside, quieter. */
export function Bi({ of: { zh, en } }: { readonly of: Words }): ReactNode {
  return (
    <span className="bi">
      {zh} <span className="en" lang="en">{en}</span>
    </span>
  );
}

/** The same where only text may stand, as in an option. */
export function both({ zh, en }: Words): string {
  return `${zh} ${en}`;
}
