/** What places calls between two people without showing either the other's number. */
export interface CallGateway {
  /**
   * Has both telephones ring.
   * @param call `id` is the same for every attempt of one call, so that it is placed once; `from` the login of who calls; `to` the number
   * @throws Error when the call could not be placed; it is tried again later
   */
  place(call: { readonly id: string; readonly from: string; readonly to: string }): Promise<void>;
}
