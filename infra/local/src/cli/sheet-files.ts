import { InvalidArgumentError } from 'commander';
import type { Domain } from '@linli/domain/domain';
import { placeByCode, rootPlace, type PlaceRow } from '@linli/domain/places/places.read';
import { one } from '@linli/domain/shared/read';
import type { AskedFilter } from '@linli/domain/sheets/filters';
import type { WrittenFormat } from '@linli/domain/sheets/files/write-file';
import { Fault } from '@linli/process/fault';
import { districtsAsked } from './district.ts';

/** A file to be written; its ending says in which format. */
export interface OutFile {
  readonly path: string;
  readonly format: WrittenFormat;
}

/** Reads the name of a file to be written. */
export function parseOut(path: string): OutFile {
  const ending = /\.(xlsx|csv)$/i.exec(path)?.[1]?.toUpperCase() as WrittenFormat | undefined;
  if (!ending) throw new InvalidArgumentError('Expected a file that ends in .xlsx or .csv.');
  return { path, format: ending };
}

/** Reads a filter, `人户状态=流动人口,人户分离`, and adds it to those before. */
export function parseFilter(text: string, before: readonly AskedFilter[] = []): AskedFilter[] {
  const [, key, values] = /^([^=]+)=(.+)$/u.exec(text) ?? [];
  if (key === undefined || values === undefined) throw new InvalidArgumentError('Expected a filter as name=value, or name=value,value.');
  return [...before, { key, values: values.split(/[,，、]/) }];
}

/** The place that is asked for, by default the district itself. @throws Fault when it is not there */
export async function placeAsked(domain: Domain, district: number, code: string | undefined): Promise<PlaceRow> {
  const [districtId = district] = await districtsAsked(domain, district);
  const place = await domain.connections.reading(districtId, snapshot => (code === undefined ? one(snapshot, rootPlace) : one(snapshot, placeByCode, code)));
  if (!place) throw new Fault(`There is no place ${code} in district ${districtId}.`);
  return place;
}

/** Tells on standard error how far something has come, a line at a time. */
export function telling(what: string): (done: number) => void {
  const begun = performance.now();
  let last = -1;
  return done => {
    if (done !== last) process.stderr.write(`${what} ${done} 行 rows, ${((performance.now() - begun) / 1_000).toFixed(1)} s\n`);
    last = done;
  };
}
