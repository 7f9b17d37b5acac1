import { readCursor, writeCursor } from '#lib/http/cursor.ts';
import type { Edit } from '#lib/ports/companies.ts';

/** A version of what can be edited, and the edit that made it, where there was one. */
export type Version = { version: number; edit?: Edit | undefined };

/** As the company's software sees it. */
export const toVersionView = ({ version, edit }: Version) => ({
  version,
  ...(edit && { editedAt: edit.at, editedBy: edit.by }),
});

/** A page of versions, the newest first. `read` gives at most `limit` below `before`. */
export async function pageOfVersions(
  scope: readonly string[],
  { cursor, limit }: { cursor?: string | undefined; limit: number },
  read: (page: { before?: number; limit: number }) => Promise<readonly Version[]>,
) {
  const [before] = readCursor(scope, cursor, isVersion) ?? [];
  const found = await read({ ...(before === undefined ? {} : { before: Number(before) }), limit: limit + 1 });
  const items = found.slice(0, limit);
  const last = items.at(-1);
  const next = writeCursor(scope, found.length > limit && last ? [String(last.version)] : undefined);
  return { items: items.map(toVersionView), ...(next && { next }) };
}

const isVersion = (position: readonly string[]): boolean =>
  position.length === 1 && /^\d{1,9}$/.test(position[0] ?? '');
