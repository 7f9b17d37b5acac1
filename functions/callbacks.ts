import { closeCallback as closeContract, listCallbacks as listContract } from '#lib/contracts/api/callbacks.ts';
import { toView } from '#lib/domain/callback.ts';
import { closeCallback } from '#lib/domain/close-callback.ts';
import { isTimeAndId, type Position, readCursor, writeCursor } from '#lib/http/cursor.ts';
import { jsonApi, on } from '#lib/http/json-api.ts';

/** The calls that were promised: list them, and close those that were made. */
export const handler = jsonApi(
  on(listContract, async ({ ports, companyId, query: { limit, cursor, ...those } }) => {
    const scope = [companyId, 'callbacks', those.status, those.from, those.to];
    const after = readCursor(scope, cursor, (place) => isTimeAndId(place) && isBetween(place, those));
    const { items, next } = await ports.callbacks.list(companyId, those, { limit, after });
    return { status: 200, body: { items: items.map(toView), next: writeCursor(scope, next) } };
  }),
  on(closeContract, async ({ ports, companyId, path, body }) => {
    const callback = await closeCallback(ports, { companyId, callbackId: path.callbackId ?? '', status: body.status });
    return { status: 200, body: toView(callback) };
  }),
);

/** The store refuses to go on from outside the period. */
const isBetween = ([at = '']: Position, { from = '', to = '~' }: { from?: string; to?: string }): boolean =>
  at >= from && at < to;
