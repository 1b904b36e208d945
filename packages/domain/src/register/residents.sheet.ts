import type { Sealer } from '../people/sealed.ts';
import { addYears, dayOf, startOf } from '../shared/clock.ts';
import type { RowOf } from '../shared/read.ts';
import { first } from '../sheets/filters.ts';
import { defineSheet, type OutgoingRow, type Sheet } from '../sheets/sheet.ts';
import type { Resident } from '../people/resident.entity.ts';
import { RESIDENT_COLUMNS, RESIDENT_FILTERS } from './resident-columns.ts';
import { mayBringRegister, residentIntake } from './resident-intake.ts';
import { residentsOut, type ResidentNarrowing } from './resident-rows.read.ts';

/** Residents read at once. */
const PAGE = 1_000;
const BEFORE_ALL = '00000000-0000-0000-0000-000000000000';

/** 居民台账: residents with their households. */
export function residentSheet(sealer: Sealer): Sheet {
  const open = (sealed: string | null) => (sealed === null ? null : sealer.open(sealed));
  const outgoing = (row: RowOf<Resident> & { code: string; address: string | null; householdNumber: string | null }): OutgoingRow<typeof RESIDENT_COLUMNS> => ({
    subjectId: row.id,
    generated: row.dataOrigin === 'GENERATED',
    values: {
      placeCode: row.code, address: row.address, householdNumber: row.householdNumber, relation: row.relationToHead, name: row.name, sex: row.sex, birthDate: row.birthDate,
      idNumber: open(row.idNumberSealed), phone: open(row.phoneSealed), standing: row.standing, livesFrom: row.livesFrom,
      externalSystem: row.externalSystem, externalId: row.externalId,
    },
  });
  return defineSheet('residents', {
    title: { zh: '居民台账', en: 'Residents' },
    columns: RESIDENT_COLUMNS,
    intake: residentIntake(sealer),
    outlet: {
      may: mayBringRegister,
      mayUnmasked: mayBringRegister,
      filters: RESIDENT_FILTERS,
      async *rows(from, { placeId, at }, { standing, ageFrom, ageTo, verifiedBefore }) {
        const today = dayOf(at);
        const narrowed: ResidentNarrowing = [
          standing, ageFrom && addYears(today, -first(ageFrom)), ageTo && addYears(today, -first(ageTo) - 1), verifiedBefore && startOf(first(verifiedBefore)),
        ];
        for (let after = BEFORE_ALL; ;) {
          const rows = await from.rows(residentsOut, placeId, ...narrowed, after, PAGE);
          if (rows.length === 0) return;
          yield rows.map(outgoing);
          after = rows.at(-1)?.id ?? after;
        }
      },
    },
  });
}
