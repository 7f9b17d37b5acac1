import type { ChatNews } from '#lib/domain/chat/follow-reply.ts';
import { answerView } from '#lib/http/chat-view.ts';
import type { ServerEvent } from '#lib/http/event-stream.ts';

/** What a chat tells, as server-sent events: `sentence` for each, then `done` with the whole answer. */
export async function* eventOf(turn: number, told: AsyncIterable<ChatNews>): AsyncGenerator<ServerEvent, void, void> {
  for await (const news of told) {
    if (news.kind === 'done') yield { id: `${turn}.done`, event: 'done', body: answerView(news.answer) };
    else yield { id: `${turn}.${news.index}`, event: 'sentence', body: { index: news.index, ...news.sentence } };
  }
}

/**
 * From which sentence on whoever has had the event `lastId` wants to go on; from the first, where it is none of this turn.
 * After `done` there is none that they lack.
 */
export function eventsAfter(turn: number, lastId: string | undefined): number {
  const [, of, index] = /^(\d{1,4})\.(\d{1,4}|done)$/.exec(lastId ?? '') ?? [];
  if (Number(of) !== turn) return 0;
  return index === 'done' ? Number.POSITIVE_INFINITY : Number(index) + 1;
}
