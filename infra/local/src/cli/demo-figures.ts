import { Command } from 'commander';
import type { Domain } from '@linli/domain/domain';
import { Fault } from '@linli/process/fault';
import type { DemoFigure } from '../demo/figure.ts';
import { demoFigures } from '../demo/figures.ts';
import { JIYUAN } from '../demo/layout.ts';
import { pad, widthOf } from '../launch/terminal.ts';
import { withDomain } from './with-domain.ts';

const ABOUT = `由演示数据的记录算出原型故事里的数字，逐项比对；只读。有超出允许误差的，退出码为 1。
Computes the figures of the stories behind the demo from its records and compares them; writes nothing. Exit code 1 if any
lies outside its tolerance (±1 point for shares, ±5 % otherwise).`;

/** `npm run demo:figures` */
export const demoFiguresCommand = new Command('demo:figures').description(ABOUT).action(() => withDomain(show));

async function show(domain: Domain): Promise<number> {
  if (!(await domain.districtIds()).includes(JIYUAN)) throw new Fault('There is no demo data in this installation.');
  const figures = await demoFigures(domain);
  const rows = [['indicator', 'place', 'period', '', 'seed says', 'computed', 'n', 'within'], ...figures.map(cellsOf)];
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map(row => widthOf(row[column] ?? '')))) ?? [];
  for (const row of rows) console.log(row.map((cell, column) => pad(cell, widths[column] ?? 0)).join('   ').trimEnd());
  return figures.some(({ within }) => within === false) ? 1 : 0;
}

function cellsOf(figure: DemoFigure): string[] {
  const { indicator, place, period, operator, unit, says, computed, n, within } = figure;
  if (computed === null) return [indicator, place, period, operator, written(says, unit), 'not yet', '', ''];
  return [indicator, place, period, operator, written(says, unit), written(computed, unit), n === null ? '' : String(n), within ? 'yes' : 'NO'];
}

function written(value: number, unit: DemoFigure['unit']): string {
  switch (unit) {
    case 'RATIO': return `${(value * 100).toFixed(1)} %`;
    case 'HOURS': return `${value.toFixed(1)} h`;
    case 'YUAN': return `${value.toFixed(0)} yuan`;
    case 'COUNT': return value.toFixed(0);
  }
}
