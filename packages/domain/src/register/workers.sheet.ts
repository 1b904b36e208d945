import type { Sealer } from '../people/sealed.ts';
import { dayOf } from '../shared/clock.ts';
import { defineSheet, type OutgoingRow, type Sheet } from '../sheets/sheet.ts';
import { mayBringRegister } from './resident-intake.ts';
import { WORKER_COLUMNS } from './worker-columns.ts';
import { workerIntake } from './worker-intake.ts';
import { organisationWorkersOut, workersOut, type OutgoingWorker } from './worker-rows.read.ts';
import { lastDayOf } from './worker-rows.rule.ts';

/** Rows read at once. */
const PAGE = 1_000;
const BEFORE_ALL = '00000000-0000-0000-0000-000000000000';

/** 工作人员: who works at places and for organisations, with their accounts. */
export function workerSheet(sealer: Sealer): Sheet {
  const outgoing = ({ login, name, phoneSealed, role, place, validFrom, validTo, organisation, dataOrigin }: OutgoingWorker): OutgoingRow<typeof WORKER_COLUMNS> => ({
    values: {
      login, name, phone: phoneSealed && sealer.open(phoneSealed), role, place, from: validFrom && dayOf(validFrom), to: lastDayOf({ validTo }), organisation,
    },
    generated: dataOrigin === 'GENERATED',
  });
  return defineSheet('workers', {
    title: { zh: '工作人员', en: 'Workers' },
    columns: WORKER_COLUMNS,
    intake: workerIntake(sealer),
    outlet: {
      may: mayBringRegister,
      mayUnmasked: mayBringRegister,
      async *rows(from, { placeId, at }) {
        for (const read of [workersOut, organisationWorkersOut]) {
          for (let after = BEFORE_ALL; ;) {
            const rows = await from.rows(read, placeId, after, at, PAGE);
            if (rows.length === 0) break;
            yield rows.map(outgoing);
            after = rows.at(-1)?.id ?? after;
          }
        }
      },
    },
  });
}
