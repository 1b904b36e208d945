import { Store, useStore } from '../api/store.ts';
import type { Order } from '../figures/bars.ts';

/** What is looked at. It stands in the address, so that a view can be shared; what is absent is chosen sensibly. */
export interface View {
  /** Code of the street. */
  readonly street: string | null;
  /** Key of the indicator. */
  readonly indicator: string | null;
  readonly period: string | null;
  readonly order: Order;
}

const view = new Store(viewOf(location.search));
addEventListener('popstate', () => view.set(viewOf(location.search)));

export function useView(): View {
  return useStore(view);
}

export function look(at: Partial<View>): void {
  const next = { ...view.get(), ...at };
  const params = new URLSearchParams();
  for (const key of ['street', 'indicator', 'period'] as const) if (next[key] !== null) params.set(key, next[key]);
  if (next.order === 'VALUE') params.set('order', 'value');
  history.pushState(null, '', `${location.pathname}?${params.toString()}`);
  view.set(next);
}

function viewOf(search: string): View {
  const params = new URLSearchParams(search);
  return {
    street: params.get('street'), indicator: params.get('indicator'), period: params.get('period'),
    order: params.get('order') === 'value' ? 'VALUE' : 'CODE',
  };
}
