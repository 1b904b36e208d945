import { Alert, Button, Skeleton } from 'antd';
import type { ReactNode } from 'react';
import type { Fault } from '../api/faults.ts';
import { useWords } from '../language.ts';
import { FAULTS, OTHER_FAULT, say, type Words } from '../words.ts';

/** A refusal or mistake, told at once to screen readers too. */
export function Problem({ of }: { readonly of: Words | null }): ReactNode {
  const t = useWords();
  return <div role="alert">{of && <Alert type="error" showIcon role="none" title={t(of)} />}</div>;
}

interface FaultNoticeProps {
  readonly of: Fault;
  readonly onRetry?: () => void;
}

/** What went wrong, with the number under which the server's log knows more, and a way on. */
export function FaultNotice({ of: { code, requestId }, onRetry }: FaultNoticeProps): ReactNode {
  const t = useWords();
  return (
    <Alert
      type="error" showIcon title={t(FAULTS[code] ?? OTHER_FAULT)}
      description={requestId && <span className="small">{t(say.requestId)} {requestId}</span>}
      action={onRetry && <Button size="small" onClick={onRetry}>{t(say.retry)}</Button>}
    />
  );
}

export function Loading({ rows = 3 }: { readonly rows?: number }): ReactNode {
  const t = useWords();
  return (
    <output>
      <span className="only-read">{t(say.loading)}</span>
      <Skeleton active title={false} paragraph={{ rows }} />
    </output>
  );
}

/** Nothing is there; says what to do about it. */
export function Nothing({ of }: { readonly of: Words }): ReactNode {
  const t = useWords();
  return <p className="nothing quiet">{t(of)}</p>;
}
