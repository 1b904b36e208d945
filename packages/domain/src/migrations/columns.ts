/** How the columns begin that identify a tenant's row. */
export const KEYS = `
     district_id integer not null,
     id uuid not null,`;

/** The primary key of a table whose columns begin with {@link KEYS}. */
export const pk = (table: string) => `constraint ${table}_pk primary key (district_id, id)`;

/** That a column names a row of another table of the same district. */
export const fk = (table: string, column: string, to: string) =>
  `constraint ${table}_${column.replace(/_id$/, '')}_fk foreign key (district_id, ${column}) references ${to} (district_id, id)`;

/** Whether a row tells of the world or was generated for a demo. */
export const ORIGIN = (table: string) => `data_origin text not null constraint ${table}_data_origin_known check (data_origin in ('REAL', 'GENERATED'))`;
