import type { ReactNode } from 'react';
import { ask, newKey } from '../api/ask.ts';
import { SessionCancelDocument } from '../generated/documents.ts';
import { useWords } from '../language.ts';
import { Problem } from '../ui/notice.tsx';
import { refusal } from '../ui/refusal.ts';
import { useDeed } from '../ui/use-deed.ts';
import { WithWords } from '../ui/with-words.tsx';
import { activities } from './words.ts';

interface CallOffProps {
  readonly session: string;
  readonly title: string;
  readonly onDone: () => void;
}

/** Calls a session off that has not taken place, and tells everybody who meant to come. */
export function CallOff({ session, title, onDone }: CallOffProps): ReactNode {
  const t = useWords();
  const { busy, problem, run } = useDeed();
  const callOff = (reason: string) => run(async () => {
    const { activitySessionCancel } = await ask(SessionCancelDocument, { input: { sessionId: session, reason, idempotencyKey: newKey() } });
    onDone();
    return refusal(activitySessionCancel);
  });
  return (
    <section className="card" aria-label={t(activities.callOff)}>
      <WithWords label={activities.callOff} asked={activities.callOffWhy} of={title} busy={busy} onWritten={callOff} />
      <Problem of={problem} />
    </section>
  );
}
