import { writings } from '../places/address.rule.ts';
import { addressesWritten, type AddressRow } from '../places/addresses.read.ts';
import type { Rows } from '../shared/read.ts';
import { CellRefusal } from '../sheets/cell.ts';
import type { NamedPlaces } from '../sheets/named-places.ts';

const UNKNOWN = new CellRefusal('UNKNOWN_ADDRESS', '地址库里没有这个住址，或不在导入范围内；请先登记或导入地址。', 'No such address is known within what is imported: enter or import it first.');
const AMBIGUOUS = new CellRefusal('AMBIGUOUS', '有几个地址都是这样写的。', 'Several addresses are written like this.');
const CLOSED = new CellRefusal('CLOSED', '此地址已注销。', 'The address was closed.');
const OTHER_PLACE = new CellRefusal('OTHER_PLACE', '此住址不在所填的网格里。', 'The address does not belong to the grid that is given.');

/** Somebody who lives somewhere already. */
interface There {
  readonly placeId: string;
  readonly addressId: string | null;
}

/** Addresses that some rows name, as people write them. */
export class WrittenAddresses {
  readonly #places: NamedPlaces;
  readonly #by = new Map<string, AddressRow[]>();

  private constructor(addresses: readonly AddressRow[], places: NamedPlaces) {
    this.#places = places;
    for (const address of addresses) this.#by.set(address.fullText, [...(this.#by.get(address.fullText) ?? []), address]);
  }

  static async of(from: Rows, texts: readonly string[], places: NamedPlaces): Promise<WrittenAddresses> {
    return new WrittenAddresses(texts.length === 0 ? [] : await from.rows(addressesWritten, [...new Set(texts.flatMap(writings))]), places);
  }

  /**
   * The address that a text means with the place that it stands for, or why it does not count.
   * @param placeCode of the place that the row names besides
   * @param there who the row is about: the address that they have counts even when it has closed since
   */
  meant(text: string, placeCode: string | null, there: There | undefined): { readonly id: string; readonly placeId: string } | CellRefusal {
    const alike = writings(text).map(written => this.#by.get(written) ?? []).find(found => found.length > 0) ?? [];
    const own = there && alike.find(({ id }) => id === there.addressId);
    const open = alike.filter(({ closedAt }) => !closedAt);
    const found = own ? { id: own.id, placeId: there.placeId } : open[0];
    if (!found) return alike.length > 0 ? CLOSED : UNKNOWN;
    if (!own && open.length > 1) return AMBIGUOUS;
    if (!this.#places.ids.has(found.placeId)) return UNKNOWN;
    const place = placeCode === null ? undefined : this.#places.meant(placeCode);
    if (place && !(place instanceof CellRefusal) && !this.#places.isWithin(found.placeId, place.id)) return OTHER_PLACE;
    return { id: found.id, placeId: found.placeId };
  }
}
