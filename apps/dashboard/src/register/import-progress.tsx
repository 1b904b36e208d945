import { Button, Progress } from 'antd';
import { useEffect, type ReactNode } from 'react';
import { ask, newKey } from '../api/ask.ts';
import { useAsked } from '../api/use-asked.ts';
import { ImportApplyDocument, ImportCancelDocument, ImportDocument, type ImportState, type UserErrorCode } from '../generated/documents.ts';
import { useWords } from '../language.ts';
import { FaultNotice, Loading, Nothing, Problem } from '../ui/notice.tsx';
import { useDeed } from '../ui/use-deed.ts';
import { REFUSALS } from '../words.ts';
import { Outcome } from './outcome.tsx';
import { IMPORT_STATES, register, rowOf } from './words.ts';

const UNDER_WAY: readonly ImportState[] = ['UPLOADED', 'CHECKING', 'APPLYING'];
const SHOWN = 50;
const LOOKED_EVERY = 1_000;

/** How far an import has come, which cells are wrong, and the decision on it. */
export function ImportProgress({ id, onLeave }: { readonly id: string; readonly onLeave: () => void }): ReactNode {
  const t = useWords();
  const { data, fault, again } = useAsked(ImportDocument, { id, first: SHOWN });
  const { busy, problem, run } = useDeed();
  const taken = data?.import;
  const isUnderWay = taken !== null && taken !== undefined && UNDER_WAY.includes(taken.state);
  useEffect(() => {
    if (!isUnderWay) return undefined;
    const timer = setInterval(again, LOOKED_EVERY);
    return () => clearInterval(timer);
  }, [isUnderWay, again]);
  const decide = (asked: () => Promise<readonly { readonly code: UserErrorCode }[]>) => run(async () => {
    const [refused] = await asked();
    again();
    return refused ? REFUSALS[refused.code] : null;
  });
  const apply = (onlyRight: boolean) => decide(async () => (await ask(ImportApplyDocument, { input: { importId: id, onlyRight, idempotencyKey: newKey() } })).importApply.userErrors);
  const cancel = () => decide(async () => (await ask(ImportCancelDocument, { input: { importId: id, idempotencyKey: newKey() } })).importCancel.userErrors);

  if (fault) return <FaultNotice of={fault} onRetry={again} />;
  if (!data) return <Loading />;
  if (!taken) return <Nothing of={register.noSuchImport} />;
  const outcome = data.sheetKinds.find(({ kind }) => kind === taken.kind)?.outcome ?? [];
  const { state, fileName, rowCount, doneCount, newCount, changedCount, sameCount, wrongCount, unknownHeaders, failure, errors } = taken;
  return (
    <section className="card" aria-label={fileName ?? ''}>
      <p><strong>{fileName}</strong> <output>{t(IMPORT_STATES[state])}</output></p>
      {failure && <p className="bad">{t(failure)}</p>}
      {isUnderWay && <Progress aria-label={t(register.progress)} percent={rowCount === 0 ? 0 : Math.round(doneCount / rowCount * 100)} />}
      <p className="quiet">
        {rowCount} {t(register.rows)}：{t(register.fresh)} {newCount} · {t(register.changed)} {changedCount} · {t(register.same)} {sameCount} · {t(register.wrong)} {wrongCount}
      </p>
      {unknownHeaders.length > 0 && <p className="quiet">{t(register.unknownHeaders)}：{unknownHeaders.join('、')}</p>}
      {errors.totalCount > 0 && <h2>{t(register.errors)} {errors.totalCount}</h2>}
      <ul className="wrong-cells">
        {errors.nodes.map(error => <li key={`${error.row} ${error.column} ${error.code}`}><span className="number">{t(rowOf(error.row))}</span> {t(error)}</li>)}
      </ul>
      {state === 'APPLIED' && newCount > 0 && outcome.length > 0 && <Outcome importId={id} columns={outcome} name={fileName ?? ''} />}
      <Problem of={problem} />
      <p className="big-buttons">
        {state === 'CHECKED' && <Button type="primary" size="large" disabled={busy} onClick={() => apply(wrongCount > 0)}>{t(wrongCount > 0 ? register.applyRight : register.apply)}</Button>}
        {(state === 'CHECKED' || isUnderWay) && <Button size="large" disabled={busy} onClick={cancel}>{t(register.cancel)}</Button>}
        <Button size="large" onClick={onLeave}>{t(register.another)}</Button>
      </p>
    </section>
  );
}
