import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useGround } from '../frame/ground.ts';
import { useWords } from '../language.ts';
import { Problem } from '../ui/notice.tsx';
import { save } from '../ui/save.ts';
import { useDeed } from '../ui/use-deed.ts';
import { say } from '../words.ts';
import { csv, type Cell } from './rows.ts';

interface ExportsProps {
  /** What is shown, in one line. */
  readonly title: string;
  readonly rows: () => readonly (readonly Cell[])[];
  /** The drawing that is shown, under its title; null where none is. */
  readonly draw: ((title: string) => Promise<Blob>) | null;
}

/** Takes what is shown out of the page. The file says what it is, and generated data says so in it, too. */
export function Exports({ title, rows, draw }: ExportsProps): ReactNode {
  const t = useWords();
  const { district, street } = useGround();
  const stamp = district.dataOrigin === 'GENERATED' || street.dataOrigin === 'GENERATED' ? t(say.demoMark) : null;
  const name = [title, stamp].filter(Boolean).join(' ');
  const above = [...(stamp === null ? [] : [stamp]), title];
  const { busy, problem, run } = useDeed();
  const sheet = () => run(async () => {
    const { workbook } = await import('./workbook.ts');
    save(`${name}.xlsx`, await workbook(rows(), above));
    return null;
  });
  const picture = () => run(async () => {
    if (draw) save(`${name}.png`, await draw(name));
    return null;
  });
  return (
    <span className="exports">
      <Button size="small" onClick={() => save(`${name}.csv`, new Blob([csv(rows(), above)], { type: 'text/csv' }))}>CSV</Button>
      <Button size="small" disabled={busy} onClick={sheet}>XLSX</Button>
      {draw && <Button size="small" disabled={busy} onClick={picture}>PNG</Button>}
      <Problem of={problem} />
    </span>
  );
}
