import { copy } from '#lib/adapters/memory/copy.ts';
import type { CallerTurn, DialogueEvent, Reply } from '#lib/domain/dialogue.ts';
import { AppError } from '#lib/domain/errors.ts';
import type { SessionId } from '#lib/domain/ids.ts';
import type { Dialogues } from '#lib/ports/dialogues.ts';

type Turn = { turn: number; caller?: CallerTurn; reply?: Reply; event?: DialogueEvent };
/** What a reply is before its worker has written anything. */
const unwritten = {
  status: 'streaming',
  sentences: [],
  parts: [],
  managerFrom: undefined,
  failure: undefined,
} as const;
type Told = { greeting: string | undefined; turns: Map<number, Turn> };

export function memoryDialogues(): Dialogues {
  const dialogues = new Map<SessionId, Told>();

  function told(sessionId: SessionId): Told {
    const standing = dialogues.get(sessionId) ?? { greeting: undefined, turns: new Map() };
    dialogues.set(sessionId, standing);
    return standing;
  }

  function turnOf(sessionId: SessionId, turn: number): Turn {
    const { turns } = told(sessionId);
    const standing = turns.get(turn) ?? { turn };
    turns.set(turn, standing);
    return standing;
  }

  const peek = (sessionId: SessionId, turn: number): Turn | undefined => dialogues.get(sessionId)?.turns.get(turn);

  function replyOf(sessionId: SessionId, turn: number): Reply {
    const reply = peek(sessionId, turn)?.reply;
    if (!reply) throw new AppError('notFound', `Turn ${turn} of ${sessionId} has no reply.`);
    return reply;
  }

  /** Changes a reply only while it streams; false when it does not, or is not there. */
  function whileStreaming(sessionId: SessionId, turn: number, change: (reply: Reply) => Partial<Reply>): boolean {
    const standing = peek(sessionId, turn);
    if (standing?.reply?.status !== 'streaming') return false;
    standing.reply = copy({ ...standing.reply, ...change(standing.reply) });
    return true;
  }

  return {
    async greet({ sessionId, text }) {
      told(sessionId).greeting ??= text;
    },

    async claim(turn) {
      const standing = turnOf(turn.sessionId, turn.turn);
      const claimed = standing.caller === undefined;
      standing.caller ??= copy(turn);
      return { turn: copy(standing.caller), claimed };
    },

    findTurn: async (sessionId, turn) => copy(peek(sessionId, turn)?.caller),

    async deliver(sessionId, turn, part, delivery) {
      const caller = peek(sessionId, turn)?.caller;
      if (!caller) throw new AppError('notFound', `Turn ${turn} of ${sessionId} was never claimed.`);
      caller.deliveries[part] ??= copy(delivery);
      return copy(caller.deliveries[part]);
    },

    async openReply(reply) {
      const standing = turnOf(reply.sessionId, reply.turn);
      if (standing.reply) return false;
      standing.reply = copy(reply);
      return true;
    },

    addSentences: async (sessionId, turn, sentences, firstAt) =>
      whileStreaming(sessionId, turn, (reply) => {
        const firstSentenceAt = reply.firstSentenceAt ?? firstAt;
        return {
          sentences: [...reply.sentences, ...sentences],
          ...(firstSentenceAt === undefined ? {} : { firstSentenceAt }),
        };
      }),

    async markManager(sessionId, turn, from) {
      const reply = replyOf(sessionId, turn);
      reply.managerFrom ??= from;
    },

    finishReply: async (sessionId, turn, end) => whileStreaming(sessionId, turn, () => end),

    async saveParts(sessionId, turn, { parts, inParts }) {
      Object.assign(replyOf(sessionId, turn), copy({ parts, inParts }));
    },

    findReply: async (sessionId, turn) => copy(peek(sessionId, turn)?.reply),

    async giveUp(reply, failure) {
      const standing = turnOf(reply.sessionId, reply.turn);
      standing.reply ??= copy({ ...reply, ...unwritten });
      const ours = { status: 'failed', failure, next: reply.next } as const;
      const decided = whileStreaming(reply.sessionId, reply.turn, () => ours);
      return { reply: copy(standing.reply), decided };
    },

    async addEvent(event) {
      const turn = turnOf(event.sessionId, event.turn);
      turn.event ??= copy(event);
      return copy(turn.event);
    },

    async erase(sessionId) {
      const standing = dialogues.get(sessionId);
      dialogues.delete(sessionId);
      const rows = [...(standing?.turns.values() ?? [])].flatMap(({ caller, reply, event }) => [caller, reply, event]);
      return [standing?.greeting, ...rows].filter((row) => row !== undefined).length;
    },

    async read(sessionId) {
      const { greeting, turns } = dialogues.get(sessionId) ?? { greeting: undefined, turns: new Map<number, Turn>() };
      return { greeting, turns: [...turns.values()].sort((a, b) => a.turn - b.turn).map(copy) };
    },
  };
}
