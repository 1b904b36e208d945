import { Button, type ButtonProps } from 'antd';
import type { ReactNode } from 'react';
import type { UserErrorCode } from '../generated/documents.ts';
import { Problem } from '../ui/notice.tsx';
import { useDeed } from '../ui/use-deed.ts';
import { REFUSALS, type Words } from '../words.ts';

/** What every command answers with. */
export interface Told {
  readonly userErrors: readonly { readonly code: UserErrorCode }[];
}

interface DeedButtonProps extends Pick<ButtonProps, 'type' | 'danger' | 'disabled'> {
  readonly children: ReactNode;
  readonly deed: () => Promise<Told>;
  /** Once it is done. */
  readonly then?: () => void;
  /** Refusals that have plainer words here. */
  readonly words?: Partial<Record<UserErrorCode, Words>>;
  readonly label?: string;
}

/** One touch, one deed; why not is told beneath. */
export function DeedButton({ children, deed, then, words = {}, disabled = false, label, ...looks }: DeedButtonProps): ReactNode {
  const { busy, problem, run } = useDeed();
  const press = () => run(async () => {
    const { userErrors: [refused] } = await deed();
    if (!refused) then?.();
    return refused ? (words[refused.code] ?? REFUSALS[refused.code]) : null;
  });
  return (
    <>
      <Button {...looks} disabled={disabled || busy} aria-label={label} onClick={press}>{children}</Button>
      <Problem of={problem} />
    </>
  );
}
