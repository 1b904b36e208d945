import { mayChangePlaces } from '../access/access.policy.ts';
import type { Sealer } from '../people/sealed.ts';
import { defineSheet, type OutgoingRow, type Sheet } from '../sheets/sheet.ts';
import { ORGANISATION_COLUMNS } from './organisation-columns.ts';
import { organisationIntake, type CategoriesOf, type NamedCategory } from './organisation-intake.ts';
import { contactsOfOrganisations, dutiesOfOrganisations, organisationsOut } from './organisations.read.ts';

/** Organisations read at once. */
const PAGE = 1_000;
const BEFORE_ALL = '00000000-0000-0000-0000-000000000000';

/** 单位: departments, property managers and others with their duties and contacts. */
export function organisationSheet(sealer: Sealer, categoriesOf: CategoriesOf): Sheet {
  return defineSheet('organisations', {
    title: { zh: '单位', en: 'Organisations' },
    columns: ORGANISATION_COLUMNS,
    intake: organisationIntake(sealer, categoriesOf),
    outlet: {
      may: mayChangePlaces,
      mayUnmasked: mayChangePlaces,
      async *rows(from, { placeId }) {
        const called = writtenCategories(await categoriesOf(from));
        for (let after = BEFORE_ALL; ;) {
          const rows = await from.rows(organisationsOut, placeId, after, PAGE);
          if (rows.length === 0) return;
          const ids = rows.map(({ id }) => id);
          const contacts = Map.groupBy(await from.rows(contactsOfOrganisations, ids), ({ organisationId }) => organisationId);
          const duties = Map.groupBy(await from.rows(dutiesOfOrganisations, ids), ({ organisationId }) => organisationId);
          yield rows.map(({ id, name, kind, code: place, externalSystem, externalId, dataOrigin }): OutgoingRow<typeof ORGANISATION_COLUMNS> => ({
            values: {
              name, kind, place, externalSystem, externalId, duties: duties.get(id)?.map(({ categoryId }) => called.get(categoryId) ?? '') ?? null,
              contacts: contacts.get(id)?.map(contact => ({ name: contact.name, phone: sealer.open(contact.phoneSealed) })) ?? null,
            },
            generated: dataOrigin === 'GENERATED',
          }));
          after = rows.at(-1)?.id ?? after;
        }
      },
    },
  });
}

/** Categories by id, as they are written: by name where it means one, else by code. */
function writtenCategories(categories: readonly NamedCategory[]): ReadonlyMap<string, string> {
  const count = Map.groupBy(categories, ({ name }) => name);
  return new Map(categories.map(({ id, code, name }) => [id, count.get(name)?.length === 1 && !/[;；、,，]/.test(name) ? name : code]));
}
