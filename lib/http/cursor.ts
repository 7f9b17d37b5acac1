import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import { AppError } from '#lib/domain/errors.ts';

/** What a list is of: company, route and filters. A cursor of one list is worth nothing in another. */
export type ListScope = readonly (string | undefined)[];

/** Where the next page begins: sort keys, never a partition, which always comes from the token. */
export type Position = readonly string[];

const Cursor = z.tuple([z.string(), z.array(z.string().check(z.maxLength(512))).check(z.maxLength(4))]);

/** Opaque to whoever gets it; undefined after the last page. */
export const writeCursor = (scope: ListScope, position: Position | undefined): string | undefined =>
  position && Buffer.from(JSON.stringify([digestOf(scope), position])).toString('base64url');

/** A place in a list that stands by time and id, as all of ours do that are not by a number. */
export const isTimeAndId = (position: Position): boolean =>
  position.length === 2 && isoTime.test(position[0] ?? '') && idOfOurs.test(position[1] ?? '');
const isoTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const idOfOurs = /^[\x21-\x7e]{1,200}$/;

/**
 * A cursor is not signed: it says only where in one's own list to go on, which is no secret and no right; `isPosition` says
 * what a place in this list looks like. Throws AppError `invalid` for one that is not of this list.
 */
export function readCursor(
  scope: ListScope,
  cursor: string | undefined,
  isPosition: (position: Position) => boolean = () => true,
): Position | undefined {
  if (cursor === undefined) return undefined;
  const read = Cursor.safeParse(parsed(cursor));
  if (read.success && read.data[0] === digestOf(scope) && isPosition(read.data[1])) return read.data[1];
  throw new AppError('invalid', 'The cursor is not one of this list with these filters: begin without one.', {
    faults: [{ field: 'cursor', problem: 'must be the `next` of a page of the same list' }],
  });
}

const digestOf = (scope: ListScope): string =>
  createHash('sha256')
    .update(JSON.stringify(scope.map((part) => part ?? null)))
    .digest('base64url')
    .slice(0, 16);

function parsed(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}
