import { InvalidArgumentError } from 'commander';
import type { Domain } from '@linli/domain/domain';
import { Fault } from '@linli/process/fault';

/** Reads an official code of six digits. */
export function parseDistrict(text: string): number {
  if (!/^[1-9]\d{5}$/.test(text)) throw new InvalidArgumentError('Expected the six digits of a county-level division, e.g. 419001.');
  return Number(text);
}

/** All districts of the installation, or the one that is asked for. @throws Fault when it is not there */
export async function districtsAsked(domain: Domain, asked: number | undefined): Promise<number[]> {
  const all = await domain.districtIds();
  if (asked === undefined) return all;
  if (!all.includes(asked)) {
    throw new Fault(`There is no district ${asked} in this installation: create it with npm run district:create -- ${asked}.`);
  }
  return [asked];
}
