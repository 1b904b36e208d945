import pg from 'pg';
import { enterDistrict, roleUrl, type Role } from '../shared/roles.ts';

/** SQLSTATE of a refused right, and of a row that a policy does not let in. */
const REFUSED = '42501';

/** Tries, signed in as a role and inside one district, to reach another district's rows of a table. */
export class Intruder {
  readonly #client: pg.Client;
  readonly #home: number;
  readonly #abroad: number;

  constructor(url: string, key: Buffer, role: Role, home: number, abroad: number) {
    this.#client = new pg.Client({ connectionString: roleUrl(url, role, key) });
    this.#home = home;
    this.#abroad = abroad;
  }

  connect(): Promise<unknown> {
    return this.#client.connect();
  }

  end(): Promise<void> {
    return this.#client.end();
  }

  /** What could be reached; nothing when the table is tight. */
  async reached(table: string): Promise<string[]> {
    const others = `district_id <> ${this.#home}`;
    const tries = {
      read: `select from ${table} where ${others}`,
      changed: `update ${table} set district_id = district_id where ${others}`,
      deleted: `delete from ${table} where ${others}`,
      planted: `insert into ${table} overriding system value
        select (jsonb_populate_record(t, '{"district_id": ${this.#abroad}}')).* from ${table} t where district_id = ${this.#home} limit 1`,
      moved: `update ${table} set district_id = ${this.#abroad} where district_id = ${this.#home}`,
    };
    const reached: string[] = [];
    for (const [what, statement] of Object.entries(tries)) if (await this.#gets(statement)) reached.push(what);
    return reached;
  }

  /** Whether a statement gets at rows, or is stopped by something else than rights and policies. */
  async #gets(statement: string): Promise<boolean> {
    await this.#client.query(`begin; ${enterDistrict(this.#home)}`);
    try {
      return ((await this.#client.query(statement)).rowCount ?? 0) > 0;
    } catch (error) {
      return (error as { code?: string }).code !== REFUSED;
    } finally {
      await this.#client.query('rollback');
    }
  }
}
