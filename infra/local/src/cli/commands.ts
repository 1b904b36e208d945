import { Command } from 'commander';
import { exitOn } from '@linli/process/fault';
import { demoFiguresCommand } from './demo-figures.ts';
import { districtCreate } from './district-create.ts';
import { kpiFill } from './kpi-fill.ts';
import { kpiVerify } from './kpi-verify.ts';
import { ledgerVerify } from './ledger-verify.ts';
import { placeOnboard } from './place-onboard.ts';
import { sheetExport } from './sheet-export.ts';
import { sheetImport } from './sheet-import.ts';
import { sheetTemplate } from './sheet-template.ts';

const INSTALLATION = `
按 LINLI_HOME、DATABASE_URL 与 npm start 用同一套数据，邻里在不在运行都可以。
Works on the installation that npm start uses (LINLI_HOME, DATABASE_URL), whether it is running or not.`;

/** Runs the command that the command line names, and sets the exit code: 0 when all is well, else 1. */
export async function runCommand(argv: readonly string[] = process.argv): Promise<void> {
  const linli = new Command('npm run').description('邻里的维护命令 Linli\'s commands for operators');
  for (const command of [districtCreate, kpiVerify, kpiFill, ledgerVerify, placeOnboard, demoFiguresCommand, sheetTemplate, sheetImport, sheetExport]) {
    linli.addCommand(command.helpOption('-h, --help', '显示本说明 show this').addHelpText('after', INSTALLATION));
  }
  await linli.parseAsync(argv).catch(exitOn);
}
