import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { ask, newKey } from '../api/ask.ts';
import { ImportTakeOutcomeDocument } from '../generated/documents.ts';
import { useWords } from '../language.ts';
import { Nothing, Problem } from '../ui/notice.tsx';
import { refusal } from '../ui/refusal.ts';
import { save } from '../ui/save.ts';
import { useDeed } from '../ui/use-deed.ts';
import type { Words } from '../words.ts';
import { register } from './words.ts';

interface OutcomeProps {
  readonly importId: string;
  readonly columns: readonly (Words & { readonly key: string })[];
  /** Of the file that was brought in. */
  readonly name: string;
}

/** What an import made that only its importer learns, and once: the passwords of new accounts. */
export function Outcome({ importId, columns, name }: OutcomeProps): ReactNode {
  const t = useWords();
  const [rows, setRows] = useState<readonly (readonly string[])[] | null>(null);
  const { busy, problem, run } = useDeed();
  const take = () => run(async () => {
    const { importTakeOutcome } = await ask(ImportTakeOutcomeDocument, { input: { importId, idempotencyKey: newKey() } });
    setRows(importTakeOutcome.outcome?.map(({ values }) => columns.map(({ key }) => values.find(each => each.key === key)?.value ?? '')) ?? null);
    return refusal(importTakeOutcome, { NOT_FOUND: register.notTheirs });
  });
  const head = columns.map(column => t(column));
  const keep = () => run(async () => {
    // A password may begin like a formula: in a workbook it stays the text it is.
    const { workbook } = await import('../compare/workbook.ts');
    const title = `${name.replace(/\.\w+$/, '')} ${t(columns.at(-1) ?? register.take)}`;
    save(`${title}.xlsx`, await workbook([head, ...(rows ?? [])], [title]));
    return null;
  });
  return (
    <section aria-label={t(register.take)}>
      <Problem of={problem} />
      {rows === null && <p className="big-buttons"><Button type="primary" size="large" disabled={busy} onClick={take}>{t(register.take)}</Button></p>}
      <p className="quiet">{t(register.takeWhat)}</p>
      {rows?.length === 0 && <Nothing of={register.taken} />}
      {rows !== null && rows.length > 0 && (
        <>
          <div className="scrolls">
            <table className="outcome">
              <thead><tr>{head.map(title => <th key={title} scope="col">{title}</th>)}</tr></thead>
              <tbody>{rows.map(row => <tr key={row[0]}>{row.map((value, n) => <td key={columns[n]?.key}>{value}</td>)}</tr>)}</tbody>
            </table>
          </div>
          <p className="big-buttons"><Button size="large" disabled={busy} onClick={keep}>{t(register.saveThem)}</Button></p>
        </>
      )}
    </section>
  );
}
