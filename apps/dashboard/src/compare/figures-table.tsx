import { Table, type TableColumnsType, type TableProps } from 'antd';
import type { ReactNode } from 'react';
import type { Bar, Figures } from '../figures/bars.ts';
import { ShownValue } from '../figures/shown-value.tsx';
import { VerdictTag } from '../figures/verdict-tag.tsx';
import { counts, figure } from '../format.ts';
import { useAddress } from '../frame/address.ts';
import type { IndicatorFieldsFragment, Verdict } from '../generated/documents.ts';
import { useWords } from '../language.ts';
import { say } from '../words.ts';

interface FiguresTableProps {
  readonly figures: Figures;
  readonly indicator: IndicatorFieldsFragment;
  readonly onChoose: (code: string) => void;
  /** Takes a figure apart; null where none can be. */
  readonly onOpen: ((code: string) => void) | null;
}

const by = (of: (bar: Bar) => number | null | undefined) => (a: Bar, b: Bar) => (of(a) ?? -Infinity) - (of(b) ?? -Infinity);

/** From what needs somebody least on; the other way round it comes first. */
const VERDICTS_FIRST: readonly Verdict[] = ['WORSE', 'UNUSUAL', 'BETTER', 'AS_EXPECTED', 'TOO_FEW'];

/** Everything that the drawings show, in rows that can be sorted. */
export default function FiguresTable({ figures, indicator: { unit }, onChoose, onOpen }: FiguresTableProps): ReactNode {
  const t = useWords();
  const range = (of: { readonly low: number; readonly high: number } | null | undefined) => (of ? `${figure(of.low, unit)}–${figure(of.high, unit)}` : '');
  const [sort, chooseSort] = useAddress('sort');
  const ranked = figures.bars.some(({ standing }) => standing?.ranks);
  const judged = figures.bars.some(({ standing }) => standing !== null);
  const columns: TableColumnsType<Bar> = [
    {
      title: t(say.place), key: 'place', fixed: 'start', sorter: (a, b) => (a.current.place.code < b.current.place.code ? -1 : 1),
      render: (_, { current: { place } }) => <button type="button" className="as-link" onClick={() => onChoose(place.code)}>{place.name}</button>,
    },
    { title: t(say.current), key: 'value', align: 'right', sorter: by(bar => bar.current.value), render: (_, { current }) => (!onOpen || current.state === 'NOT_ONBOARDED' ? <ShownValue figure={current} unit={unit} /> : <button type="button" className="as-link" onClick={() => onOpen(current.place.code)}><ShownValue figure={current} unit={unit} /><span className="only-read"> {t(say.takeApart)}</span></button>) },
    { title: 'n', key: 'n', align: 'right', sorter: by(bar => bar.current.denominator ?? bar.current.numerator), render: (_, { current }) => (current.state === 'NOT_ONBOARDED' ? '' : counts(current, unit)) },
    { title: t(say.previous), key: 'previous', align: 'right', sorter: by(bar => bar.previous?.value), render: (_, { previous }) => previous && <ShownValue figure={previous} unit={unit} /> },
    { title: t(say.yearAgo), key: 'yearAgo', align: 'right', sorter: by(bar => bar.yearAgo?.value), render: (_, { yearAgo }) => yearAgo && <ShownValue figure={yearAgo} unit={unit} /> },
    ...(judged ? [
      { title: t(say.legendInterval), key: 'interval', align: 'right' as const, render: (_: unknown, { standing }: Bar) => range(standing?.interval) },
      { title: t(say.legendUsual), key: 'usual', align: 'right' as const, render: (_: unknown, { standing }: Bar) => range(standing?.usual) },
      { title: t(say.verdict), key: 'verdict', sorter: by(bar => bar.standing && -VERDICTS_FIRST.indexOf(bar.standing.verdict)), render: (_: unknown, { standing }: Bar) => standing && <VerdictTag of={standing.verdict} /> },
    ] : []),
    ...(ranked ? [
      { title: t(say.ranks), key: 'ranks', align: 'right' as const, sorter: by(bar => bar.standing?.ranks && bar.standing.ranks.from + bar.standing.ranks.to), render: (_: unknown, { standing }: Bar) => standing?.ranks && `${standing.ranks.from}–${standing.ranks.to}` },
    ] : []),
    ...(figures.bars.some(({ target }) => target) ? [
      { title: t(say.target), key: 'target', align: 'right' as const, render: (_: unknown, { target }: Bar) => target && `${figure(target.target.value, unit)} ${target.met === null ? '' : t(target.met ? say.met : say.notMet)}` },
    ] : []),
  ];
  const [sorted, down] = [sort?.replace(/^-/, ''), sort?.startsWith('-')];
  const onChange: TableProps<Bar>['onChange'] = (_page, _filters, sorter) => {
    const { columnKey, order } = Array.isArray(sorter) ? (sorter[0] ?? {}) : sorter;
    chooseSort(order && columnKey !== undefined ? `${order === 'descend' ? '-' : ''}${String(columnKey)}` : null);
  };
  const inOrder = columns.map(column => ({ ...column, sortOrder: column.key === sorted ? (down ? 'descend' as const : 'ascend' as const) : null }));
  return <Table<Bar> size="middle" rowKey={bar => bar.current.place.id} columns={inOrder} onChange={onChange} dataSource={[...figures.bars]} pagination={false} scroll={{ x: 'max-content' }} />;
}
