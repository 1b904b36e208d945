import type { CategoriesOf } from '../organisations/organisation-intake.ts';
import type { KnownCategories } from '../organisations/organisations.service.ts';
import { categories } from './cases.read.ts';
import { CaseCategory } from './case-category.entity.ts';

/** Registered with organisations, whose duties are categories. */
export const knownCategories: KnownCategories = async (tx, ids) =>
  new Set((await tx.find(CaseCategory, { id: { $in: [...ids] } })).map(({ id }) => id));

/** Registered with the sheet of organisations, which names categories. */
export const namedCategories: CategoriesOf = from => from.rows(categories);
