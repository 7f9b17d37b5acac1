import { budgetOf } from '#lib/domain/budget.ts';
import type { Reply } from '#lib/domain/dialogue.ts';
import { watchForEnd } from '#lib/domain/end-unheard.ts';
import { AppError } from '#lib/domain/errors.ts';
import { historyOf } from '#lib/domain/history.ts';
import { lostDeeds } from '#lib/domain/lost-deeds.ts';
import { callModel, type ModelCallPorts } from '#lib/domain/model-call.ts';
import { wereRungInVain } from '#lib/domain/people.ts';
import { ReplyWriter } from '#lib/domain/reply-writer.ts';
import { openingNote } from '#lib/domain/returning.ts';
import type { Session } from '#lib/domain/session.ts';
import { requestFor, Talk, type TalkPorts } from '#lib/domain/talk.ts';
import { checkCompany } from '#lib/names.ts';
import type { ModelError } from '#lib/ports/model.ts';
import type { Ports } from '#lib/ports/ports.ts';
import type { TurnJob } from '#lib/ports/worker.ts';

export type TurnPorts = TalkPorts & Pick<Ports, 'usage'>;

/**
 * Answers one claimed turn: streams the model, writes sentences as they become whole, runs tools, and finishes the reply.
 * Safe to start twice: whoever opens the reply answers, the other returns at once.
 */
export async function answerTurn(ports: TurnPorts, job: TurnJob): Promise<void> {
  const [session, dialogue] = await Promise.all([
    ports.sessions.find(job.sessionId),
    ports.dialogues.read(job.sessionId),
  ]);
  const caller = dialogue.turns.find(({ turn }) => turn === job.turn)?.caller;
  if (session?.companyId !== job.companyId || caller === undefined) {
    throw new AppError('notFound', `No turn ${job.turn} of ${job.sessionId} was claimed for company ${job.companyId}.`);
  }
  const startedAt = ports.clock.now();
  const opened: Reply = {
    sessionId: job.sessionId,
    companyId: job.companyId,
    turn: job.turn,
    status: 'streaming',
    tier: session.tier,
    sentences: [],
    parts: [],
    next: { kind: 'listen' },
    startedAt,
    expiresAt: caller.expiresAt,
  };
  // The caller is answered without these, too: less is possible then, and no deed may be spoken of.
  const orElse =
    <T>(what: string, fallback: T) =>
    (cause: unknown): T => {
      ports.log.error(`${what} not read`, cause, { sessionId: job.sessionId, turn: job.turn });
      return fallback;
    };
  const isFirst = dialogue.turns.every(({ turn, reply }) => turn >= job.turn || reply === undefined);
  const [isOurs, shop, budget, actions, opening] = await Promise.all([
    ports.dialogues.openReply(opened),
    ports.shops.of(job.companyId).catch(orElse('shop', undefined)),
    budgetOf(ports, session).catch(orElse('budget', 'ample' as const)),
    // Before verification no action can exist.
    session.verified === undefined
      ? []
      : ports.ledger.ofSession(job.companyId, job.sessionId).catch(orElse('ledger', [])),
    isFirst ? openingNote(ports, session) : undefined,
  ]);
  if (!isOurs) return;
  // A warm-up may be lost, and whoever has said something must not be left open.
  const watching = isFirst ? watchOver(ports, session) : undefined;

  const writer = new ReplyWriter(ports, session, caller);
  const history = historyOf(session, dialogue, job.turn);
  const personMissed = dialogue.turns.some(({ event }) => event !== undefined && wereRungInVain(event));
  const talk = new Talk(ports, {
    session,
    turn: job.turn,
    shop,
    history,
    writer,
    budget,
    personMissed,
    actions,
    opening,
    lost: lostDeeds(dialogue, job.turn, actions),
  });
  const ending = await talk.run();
  const failed = ending.failure !== undefined;
  const stood = await ports.dialogues.finishReply(job.sessionId, job.turn, {
    status: failed ? 'failed' : 'complete',
    inParts: writer.spoken.length,
    ...ending,
  });
  // A reply that was given up keeps what its tools did: the next turn has to know.
  if (!stood) {
    const { parts } = ending;
    await ports.dialogues.saveParts(job.sessionId, job.turn, { parts, inParts: writer.spoken.length });
  }
  if (failed && stood) ports.metrics.emit('turnFailed', 1, { tier: session.tier, company: session.companyId });
  ports.log.info('turn answered', {
    sessionId: job.sessionId,
    turn: job.turn,
    tier: session.tier,
    next: ending.next.kind,
    failure: ending.failure,
    givenUp: !stood,
    sentences: writer.spoken.length,
    ms: ports.clock.now() - startedAt,
  });
  writer.close();
  await Promise.all([watching, ...talk.books]);
}

/**
 * Puts the prompt of a new conversation into the model's cache while the greeting is spoken, and has its call looked after:
 * the webhook has no time for either. Worth a try, never an error.
 */
export async function warmModel(
  ports: ModelCallPorts & Pick<Ports, 'sessions' | 'shops' | 'outbox'>,
  job: TurnJob,
): Promise<void> {
  const [session, shop] = await Promise.all([ports.sessions.find(job.sessionId), ports.shops.of(job.companyId)]);
  if (session?.companyId !== job.companyId) return;
  // First of all: whatever else fails, the call is looked after.
  await watchOver(ports, session);
  // Chats and calls may be begun by the thousand, and none of them will be answered by the model.
  if ((await budgetOf(ports, session)) === 'spent') return;
  const books: Promise<void>[] = [];
  const messages = historyOf(session, { greeting: undefined, turns: [] }, 0);
  const { model } = session.config.tiers[session.tier];
  const request = { ...requestFor({ session, shop }, model, messages), maxTokens: 0 };
  try {
    await callModel(ports, { session, turn: 0, request, books }, () => undefined);
  } catch (cause) {
    ports.log.warn('prompt cache not warmed', { sessionId: job.sessionId, failure: (cause as ModelError).failure });
  }
  await Promise.all(books);
}

/** Calls that we place are looked after from the start, and a check of a release is erased. */
async function watchOver(ports: Pick<Ports, 'outbox' | 'clock' | 'log'>, session: Session): Promise<void> {
  const { companyId, sessionId, callSid, startedAt, outbound } = session;
  if (callSid === undefined || outbound !== undefined || companyId === checkCompany.companyId) return;
  await watchForEnd(ports, { companyId, sessionId, callSid, startedAt });
}
