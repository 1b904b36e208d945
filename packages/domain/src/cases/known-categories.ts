import type { KnownCategories } from '../organisations/organisations.service.ts';
import { CaseCategory } from './case-category.entity.ts';

/** Registered with organisations, whose duties are categories. */
export const knownCategories: KnownCategories = async (tx, ids) =>
  new Set((await tx.find(CaseCategory, { id: { $in: [...ids] } })).map(({ id }) => id));
