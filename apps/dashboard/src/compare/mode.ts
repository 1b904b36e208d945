import { days, today } from '../format.ts';
import { useAddress } from '../frame/address.ts';
import type { Words } from '../words.ts';

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** With whom places are compared, and as of when. It stands in the address. */
export interface Mode {
  /** As the figures stood when that day ended; null: as they are now. */
  readonly asOf: string | null;
  /** Global id of the place that is compared with its peers alone; null: all. */
  readonly peersOf: string | null;
}

export function useMode(): Mode & { readonly chooseAsOf: (day: string | null) => void; readonly choosePeersOf: (place: string | null) => void } {
  const [asked, chooseAsOf] = useAddress('asOf');
  const [peersOf, choosePeersOf] = useAddress('peersOf');
  const asOf = asked !== null && DAY.test(asked) && asked < today() ? asked : null;
  return { asOf, chooseAsOf, peersOf, choosePeersOf };
}

/** The instant at which a day ended in Asia/Shanghai. */
export const endOf = (day: string): string => `${day}T23:59:59.999+08:00`;

/** Of what a comparison speaks, before it speaks. @param place the one whose peers are compared */
export function spokenOf({ asOf }: Pick<Mode, 'asOf'>, place: string | null): Words {
  const then = asOf === null ? { zh: '', en: '' } : { zh: `截至 ${asOf}，`, en: `As of ${asOf}: ` };
  const among = place === null ? { zh: '', en: '' } : { zh: `${place}和与它同类的社区相比，`, en: `${place} and its peers: ` };
  return { zh: then.zh + among.zh, en: then.en + among.en };
}

interface Compared {
  readonly street: string;
  readonly title: string;
  readonly period: { readonly from: string; readonly to: string };
}

/** What is taken out of the page, in one line of the file and in its name. */
export function titleOf({ street, title, period }: Compared, mode: Pick<Mode, 'asOf'>, place: string | null, t: (words: Words) => string): string {
  return [
    street, title, days(period), mode.asOf !== null && t({ zh: `截至 ${mode.asOf}`, en: `as of ${mode.asOf}` }),
    place !== null && t({ zh: `${place}及同类`, en: `${place} and its peers` }),
  ].filter(Boolean).join(' ');
}
