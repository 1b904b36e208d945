/** How long a gateway may take to answer, in milliseconds. */
const PATIENCE = 10_000;

/**
 * A gateway that places calls, asked over HTTP: `POST` of `{"id", "from", "to"}` as JSON, where `id` stays the same when
 * a call is asked for again, `from` is the login of who calls and `to` the number. Any answer of 2xx means that it has
 * taken the call. Credentials in the URL are sent as basic authentication.
 */
export function httpCallGateway(url: string): { place(call: { readonly id: string; readonly from: string; readonly to: string }): Promise<void> } {
  const address = new URL(url);
  const credentials = `${decodeURIComponent(address.username)}:${decodeURIComponent(address.password)}`;
  const authorization = credentials === ':' ? {} : { authorization: `Basic ${Buffer.from(credentials).toString('base64')}` };
  Object.assign(address, { username: '', password: '' });
  return {
    async place(call) {
      const response = await fetch(address, {
        method: 'POST', headers: { 'content-type': 'application/json', 'idempotency-key': call.id, ...authorization }, body: JSON.stringify(call),
        redirect: 'error', signal: AbortSignal.timeout(PATIENCE),
      });
      await response.body?.cancel();
      if (!response.ok) throw new Error(`The call gateway answered ${response.status}.`);
    },
  };
}
