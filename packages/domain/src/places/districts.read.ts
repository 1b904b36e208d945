import { columnsOf, read, type RowOf } from '../shared/read.ts';
import { District } from './district.entity.ts';

export type DistrictRow = RowOf<District>;

/** The district that is asked for, and no other. */
export const thisDistrict = read<DistrictRow>('district_this', `select ${columnsOf(District.schema, 'd')} from district d where d.id = $1`);
