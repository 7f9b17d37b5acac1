import { type Form, listAt, textAt } from '#local/stripe/form.ts';
import { problem } from '#local/stripe/problem.ts';

/** A page of a list, newest first as given. */
export function pageOf<Thing extends { id: string }>(things: readonly Thing[], url: string, query: Form): object {
  const after = textAt(query, 'starting_after');
  const rest = after === undefined ? things : things.slice(things.findIndex(({ id }) => id === after) + 1);
  const limit = limitOf(query);
  return { object: 'list', url, data: rest.slice(0, limit), has_more: rest.length > limit };
}

/**
 * Stripe's search, as much of it as is asked here: clauses of `field:"value"` and `metadata["name"]:"value"`, joined by AND,
 * matched whole and whatever the case.
 */
export function search<Thing extends object>(things: readonly Thing[], url: string, query: Form): object {
  const text = textAt(query, 'query') ?? '';
  const clause = /(?:(\w+)|metadata\["(\w+)"\]):"([^"\\]*)"/g;
  if (text.replace(clause, '').replace(/\s*\bAND\b\s*/g, '') !== '') throw problem(400, 'This query cannot be read.');
  const clauses = [...text.matchAll(clause)];
  const found = things.filter((thing) =>
    clauses.every(([, field = '', name = '', value = '']) => {
      const { metadata = {}, ...fields } = thing as Record<string, unknown>;
      const held = field === '' ? (metadata as Record<string, unknown>)[name] : fields[field];
      return typeof held === 'string' && held.toLowerCase() === value.toLowerCase();
    }),
  );
  const limit = limitOf(query);
  const more = found.length > limit;
  return { object: 'search_result', url, data: found.slice(0, limit), has_more: more, next_page: more ? 'more' : null };
}

/** What is to be told in full, without the `data.` of lists. */
export const expansionsOf = (query: Form): Set<string> =>
  new Set(listAt(query, 'expand').map((path) => String(path).replace(/^data\./, '')));

function limitOf(query: Form): number {
  const limit = Number(textAt(query, 'limit') ?? 10);
  if (!(limit >= 1 && limit <= 100)) throw problem(400, 'Limit must be from 1 to 100.', { param: 'limit' });
  return limit;
}
