import { read } from '@linli/domain/shared/read';

/** How many figures are kept of a district. */
export const countOfCells = read<{ n: number }>('kpi_cell_count', 'select count(*)::int as n from kpi_cell where district_id = $1');
