import { Alert, Button } from 'antd';
import type { ReactNode } from 'react';
import { useWords } from '../language.ts';
import { compares } from './words.ts';

interface ModeNotesProps {
  readonly asOf: string | null;
  /** Name of the place whose peers are compared; null: all are. */
  readonly peersOf: string | null;
  readonly onLive: () => void;
  readonly onAll: () => void;
}

/** That this is not what is now, or not everybody; and the way back. */
export function ModeNotes({ asOf, peersOf, onLive, onAll }: ModeNotesProps): ReactNode {
  const t = useWords();
  return (
    <>
      {asOf !== null && (
        <Alert
          type="warning" showIcon title={t({ zh: `这是 ${asOf} 结束时的数，不是现在的，也不会自己变。`, en: `This is how figures stood at the end of ${asOf}, not how they are now; nothing here moves.` })}
          description={t(compares.asOfWhat)} action={<Button onClick={onLive}>{t(compares.live)}</Button>}
        />
      )}
      {peersOf !== null && (
        <Alert
          type="info" showIcon title={t({ zh: `只比${peersOf}和与它最像的社区，评判也只在它们之间。`, en: `Only ${peersOf} and the communities most like it, judged among themselves.` })}
          description={t(compares.peersWhat)} action={<Button onClick={onAll}>{t(compares.everybody)}</Button>}
        />
      )}
    </>
  );
}
