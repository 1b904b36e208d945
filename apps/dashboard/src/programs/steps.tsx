import { Button } from 'antd';
import type { ReactNode } from 'react';
import { ask, newKey } from '../api/ask.ts';
import { today } from '../format.ts';
import { ProgramMarkDocument } from '../generated/documents.ts';
import { useWords } from '../language.ts';
import { Nothing, Problem } from '../ui/notice.tsx';
import { refusal } from '../ui/refusal.ts';
import { useDeed } from '../ui/use-deed.ts';
import { stepsOf } from './parts.ts';
import type { ShownProgram } from './program-page.tsx';
import { programs } from './words.ts';

/** What is to be done and by when, ticked off by whoever works in it. */
export function Steps({ program, again }: { readonly program: ShownProgram; readonly again: () => void }): ReactNode {
  const t = useWords();
  const { busy, problem, run } = useDeed();
  const steps = stepsOf(program);
  const mark = (stepKey: string, doneOn: string | null) => run(async () => {
    const { programMark } = await ask(ProgramMarkDocument, { input: { programId: program.id, stepKey, doneOn, idempotencyKey: newKey() } });
    again();
    return refusal(programMark);
  });
  return (
    <section className="card" aria-labelledby="program-steps">
      <header><h2 id="program-steps">{t(programs.steps)}</h2><span className="quiet">{steps.filter(({ doneOn }) => doneOn !== null).length} / {steps.length}</span></header>
      {steps.length === 0 && <Nothing of={programs.noSteps} />}
      <ol className="rows">
        {steps.map(({ key, title, description, dueOn, doneOn, note, overdue }) => (
          <li key={key} className="step">
            <div>
              <strong>{title}</strong>
              <p className={overdue ? 'bad' : doneOn ? 'good' : 'quiet'}>{doneOn ? `${t(programs.doneOn)} ${doneOn}` : dueOn && `${t(programs.dueOn)} ${dueOn}`}</p>
              {(note ?? description) && <p className="quiet small">{note ?? description}</p>}
            </div>
            {program.status === 'RUNNING' && program.money && ( // who sees its money works in it
              doneOn === null
                ? <Button size="large" type="primary" ghost disabled={busy} aria-label={`${t(programs.done)} ${title}`} onClick={() => mark(key, today())}>{t(programs.done)}</Button>
                : <Button size="large" type="text" disabled={busy} aria-label={`${t(programs.notDone)} ${title}`} onClick={() => mark(key, null)}>{t(programs.notDone)}</Button>
            )}
          </li>
        ))}
      </ol>
      <Problem of={problem} />
    </section>
  );
}
