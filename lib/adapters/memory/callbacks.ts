import { copy, keyOf } from '#lib/adapters/memory/copy.ts';
import { placesOf } from '#lib/adapters/memory/places.ts';
import type { Callback } from '#lib/domain/callback.ts';
import type { CompanyId } from '#lib/domain/ids.ts';
import type { Callbacks } from '#lib/ports/callbacks.ts';

export function memoryCallbacks(): Callbacks {
  const callbacks = new Map<string, Callback>();
  const open = (companyId: CompanyId, those: (callback: Callback) => boolean): Callback[] =>
    [...callbacks.values()]
      .filter((callback) => callback.companyId === companyId && callback.status === 'open' && those(callback))
      .sort((a, b) => (keyOf(a.from, a.callbackId) < keyOf(b.from, b.callbackId) ? -1 : 1))
      .map(copy);
  return {
    find: async (companyId, callbackId) => copy(callbacks.get(keyOf(companyId, callbackId))),

    async put(callback) {
      callbacks.set(keyOf(callback.companyId, callback.callbackId), copy(callback));
    },

    async close(companyId, callbackId, status) {
      const callback = callbacks.get(keyOf(companyId, callbackId));
      if (callback?.status !== 'open') return false;
      callback.status = status;
      return true;
    },

    async list(companyId, { status, from = '', to = '~' }, { limit, after = [] }) {
      const start = keyOf(after[0] ?? '', after[1] ?? '');
      const place = (callback: Callback): string => keyOf(callback.from, callback.callbackId);
      const found = [...callbacks.values()]
        .filter((callback) => callback.companyId === companyId && callback.from >= from && callback.from < to)
        .filter((callback) => status === undefined || callback.status === status)
        .sort((a, b) => (place(a) < place(b) ? -1 : 1))
        .filter((callback) => after.length === 0 || place(callback) > start);
      const items = found.slice(0, limit).map(copy);
      const last = items.at(-1);
      return { items, next: last && found.length > limit ? [last.from, last.callbackId] : undefined };
    },

    erase: async (companyId, callbackId) => callbacks.delete(keyOf(companyId, callbackId)),

    naming: async (companyId, customer, page) =>
      placesOf(
        [...callbacks.values()]
          .filter((callback) => callback.companyId === companyId)
          .filter(({ customerId, customerHint }) => (customerId ?? customerHint) === customer)
          .map(({ from, callbackId }) => [from, callbackId]),
        {},
        page,
      ),

    open: async (companyId, before) => open(companyId, ({ from }) => from < before),

    openFor: async (companyId, whom) =>
      open(companyId, (callback) =>
        'phone' in whom ? callback.phone === whom.phone : callback.customerId === whom.customerId,
      ),
  };
}
