import type { CallerTurn, Reply } from '#lib/domain/dialogue.ts';
import { pace } from '#lib/domain/pace.ts';
import type { Ports } from '#lib/ports/ports.ts';

/** What whoever waits for a worker's reply needs, on whatever channel. */
export type ReplyPorts = Pick<Ports, 'dialogues' | 'worker' | 'clock' | 'log' | 'metrics'>;

/** Whether there is something to say or to do beyond what has been told. */
export const hasNews = (reply: Reply | undefined, from: number): reply is Reply =>
  reply !== undefined && (reply.sentences.length > from || reply.status !== 'streaming');

/** Waits for the next sentence, at most `waitMs`; starts another worker where the first one seems lost. */
export async function nextOf(
  ports: ReplyPorts,
  turn: CallerTurn,
  from: number,
  waitMs: number,
): Promise<Reply | undefined> {
  const until = ports.clock.now() + waitMs;
  let restarted = false;
  for (;;) {
    const reply = await ports.dialogues.findReply(turn.sessionId, turn.turn);
    if (hasNews(reply, from)) return reply;
    const now = ports.clock.now();
    if (reply === undefined && !restarted && now - turn.claimedAt > pace.workerLostMs) {
      restarted = true;
      await startWorker(ports, turn);
    }
    if (now + pace.pollMs > until) return reply;
    await ports.clock.sleep(pace.pollMs);
  }
}

/** A worker that cannot be started is tried again while its reply is waited for. */
export async function startWorker(ports: ReplyPorts, { companyId, sessionId, turn }: CallerTurn): Promise<void> {
  try {
    await ports.worker.start({ kind: 'answer', companyId, sessionId, turn });
  } catch (cause) {
    ports.log.error('turn worker not started', cause, { sessionId, turn });
  }
}

/** Gives up on a reply that takes too long, unless it has finished meanwhile; returns the one that stands. */
export async function giveUp(ports: ReplyPorts, turn: CallerTurn, reply: Reply | undefined): Promise<Reply> {
  const { sessionId, companyId, expiresAt } = turn;
  const tier = reply?.tier ?? 'aiRep';
  const { reply: stands, decided } = await ports.dialogues.giveUp(
    { sessionId, companyId, turn: turn.turn, tier, next: { kind: 'listen' }, startedAt: turn.claimedAt, expiresAt },
    'too-slow',
  );
  if (decided) {
    ports.metrics.emit('turnFailed', 1, { tier, company: companyId });
    ports.log.warn('turn given up', { sessionId, turn: turn.turn, opened: reply !== undefined });
  }
  return stands;
}
