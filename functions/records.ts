import * as contracts from '#lib/contracts/api/records.ts';
import { listCalls, listSessions } from '#lib/domain/records/list.ts';
import type { Place } from '#lib/domain/records/paging.ts';
import { storyOf, storyOfCall } from '#lib/domain/records/story.ts';
import { linesOf, textOf } from '#lib/domain/records/transcript.ts';
import { toCallStoryView, toCallView, toSessionView, toStoryView } from '#lib/domain/records/views.ts';
import { isTimeAndId, type ListScope, readCursor, writeCursor } from '#lib/http/cursor.ts';
import { jsonApi, on } from '#lib/http/json-api.ts';

/** What was said and done: calls and conversations, listed, one by one, and as transcripts. */
export const handler = jsonApi(
  on(contracts.listCalls, async ({ ports, companyId, query: { limit, cursor, ...filter } }) => {
    const scope = scopeOf(companyId, 'calls', filter);
    const { items, next } = await listCalls(ports, companyId, filter, { limit, after: placeIn(scope, cursor, filter) });
    return { status: 200, body: { items: items.map(toCallView), next: writeCursor(scope, next) } };
  }),
  on(contracts.getCall, async ({ ports, companyId, path }) => ({
    status: 200,
    body: toCallStoryView(await storyOfCall(ports, companyId, path.callSid ?? '')),
  })),
  on(contracts.listSessions, async ({ ports, companyId, query: { limit, cursor, ...filter } }) => {
    const scope = scopeOf(companyId, 'sessions', filter);
    const { items, next } = await listSessions(ports, companyId, filter, {
      limit,
      after: placeIn(scope, cursor, filter),
    });
    return { status: 200, body: { items: items.map(toSessionView), next: writeCursor(scope, next) } };
  }),
  on(contracts.getSession, async ({ ports, companyId, path }) => ({
    status: 200,
    body: toStoryView(await storyOf(ports, companyId, path.sessionId ?? '')),
  })),
  on(contracts.getTranscript, async ({ ports, companyId, path, query }) => {
    const story = await storyOf(ports, companyId, path.sessionId ?? '');
    if (query.format === 'text') return { status: 200, text: textOf(story) };
    const { sessionId, startedAt } = story.session;
    return { status: 200, body: { sessionId, startedAt, lines: linesOf(story) } };
  }),
);

const scopeOf = (companyId: string, list: string, filter: Readonly<Record<string, string | undefined>>): ListScope => [
  companyId,
  list,
  ...Object.entries(filter)
    .filter(([, value]) => value !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`),
];

/** An index refuses to begin where the period does not reach. */
function placeIn(
  scope: ListScope,
  cursor: string | undefined,
  { from = ' ', to = '~' }: { from?: string | undefined; to?: string | undefined },
): Place | undefined {
  const position = readCursor(
    scope,
    cursor,
    (place) => isTimeAndId(place) && (place[0] ?? '') >= from && (place[0] ?? '') <= to,
  );
  return position && [position[0] ?? '', position[1] ?? ''];
}
