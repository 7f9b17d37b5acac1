import { nextOf as nextNews } from '#lib/domain/await-reply.ts';
import { type ChatAnswer, type ChatSentence, nextOf, ourWords, sentencesOf } from '#lib/domain/chat/answer.ts';
import { type SettlePorts, settleTurn } from '#lib/domain/chat/settle-turn.ts';
import type { CallerTurn } from '#lib/domain/dialogue.ts';
import { pace } from '#lib/domain/pace.ts';
import type { Session } from '#lib/domain/session.ts';

/** What somebody who waits for an answer gets to know, in this order: its sentences, then all of it. */
export type ChatNews =
  | { kind: 'sentence'; index: number; sentence: ChatSentence }
  | { kind: 'done'; answer: ChatAnswer };

/**
 * Follows the answer to a message until it is whole, from its beginning or from the sentence `from` on. However often and
 * by however many it is followed, all are told the same.
 */
export async function* followReply(
  ports: SettlePorts,
  session: Session,
  turn: CallerTurn,
  from = 0,
): AsyncGenerator<ChatNews, void, void> {
  const sentences: ChatSentence[] = [];
  const news = (sentence: ChatSentence): ChatNews[] => {
    const index = sentences.push(sentence) - 1;
    return index < from ? [] : [{ kind: 'sentence', index, sentence }];
  };
  for (;;) {
    const reply = await nextNews(ports, turn, sentences.length, pace.fillerMs);
    yield* sentencesOf(session, reply, sentences.length).flatMap(news);
    const isOver = reply !== undefined && reply.status !== 'streaming';
    if (!isOver && ports.clock.now() - turn.claimedAt <= pace.hardStopMs) continue;
    // Read anew: a twin of ours may have settled it.
    const standing = (await ports.dialogues.findTurn(turn.sessionId, turn.turn)) ?? turn;
    const settled = await settleTurn(ports, session, standing, reply);
    if (settled === undefined) continue;
    // What was given up may have got a sentence more than we had seen.
    yield* sentencesOf(session, settled.reply, sentences.length, settled.delivery.to).flatMap(news);
    yield* ourWords(session, turn, settled.reply, settled.delivery).flatMap(news);
    yield { kind: 'done', answer: { turn: turn.turn, sentences, next: nextOf(settled.delivery) } };
    return;
  }
}

/** The whole answer, when it is whole. */
export async function wholeAnswer(ports: SettlePorts, session: Session, turn: CallerTurn): Promise<ChatAnswer> {
  for await (const news of followReply(ports, session, turn)) if (news.kind === 'done') return news.answer;
  throw new Error(`The answer to turn ${turn.turn} of ${turn.sessionId} never became whole.`);
}
