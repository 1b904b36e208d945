import type { ReactNode } from 'react';
import type { Fault } from '../api/faults.ts';
import { FAULTS, OTHER_FAULT, say, type Words } from '../words.ts';
import { Bi } from './bi.tsx';

/** A refusal or mistake, told at once to screen readers too. */
export function Problem({ of }: { readonly of: Words | null }): ReactNode {
  return <div role="alert">{of && <p className="problem"><Bi of={of} /></p>}</div>;
}

interface FaultNoticeProps {
  readonly of: Fault;
  readonly onRetry?: () => void;
}

/** What went wrong, with the number under which the server's log knows more, and a way on. */
export function FaultNotice({ of: { code, requestId }, onRetry }: FaultNoticeProps): ReactNode {
  return (
    <div role="alert" className="problem">
      <p><Bi of={FAULTS[code] ?? OTHER_FAULT} /></p>
      {requestId && <p className="small">{requestId}</p>}
      {onRetry && <button type="button" onClick={onRetry}><Bi of={say.retry} /></button>}
    </div>
  );
}

export function Loading(): ReactNode {
  return <output className="quiet"><Bi of={say.loading} /></output>;
}
