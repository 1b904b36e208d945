/** What places calls between two people without showing either the other's number. */
export interface CallGateway {
  /**
   * Has both telephones ring.
   * @param id the same for every attempt of one call, so that it is placed once
   * @throws Error when the call could not be placed; it is tried again later
   */
  place(call: { readonly id: string; readonly to: string }): Promise<void>;
}
