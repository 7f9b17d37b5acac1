import type { CompanyConfig } from '#lib/contracts/company-config.ts';
import { newIdleTask } from '#lib/domain/chat/idle.ts';
import { configOf } from '#lib/domain/company.ts';
import { spokenName } from '#lib/domain/company-name.ts';
import { AppError } from '#lib/domain/errors.ts';
import type { CompanyId, SessionId } from '#lib/domain/ids.ts';
import type { Language } from '#lib/domain/language.ts';
import { resolveScripts } from '#lib/domain/scripts.ts';
import { retainSessionUntil, type Session } from '#lib/domain/session.ts';
import type { Ports } from '#lib/ports/ports.ts';

export type ChatWish = {
  companyId: CompanyId;
  /** What whoever opens it knows it by: the same key again is the same chat. */
  key: string;
  /** Default: the company's. */
  language: Language | undefined;
  /** Whom the company's own pages take the customer for. It proves nothing and opens nothing; deleted as theirs. */
  customerHint: string | undefined;
};

type OpenPorts = Pick<
  Ports,
  'companies' | 'scripts' | 'sessions' | 'dialogues' | 'outbox' | 'worker' | 'clock' | 'log' | 'metrics'
>;

/**
 * Opens a chat and greets, first with the sentence that this is an AI. A repeat finds the same chat and greeting. Throws
 * AppError `invalid` where the key has opened somebody else's: what was said in it is not this customer's to read.
 */
export async function openChat(ports: OpenPorts, wish: ChatWish): Promise<{ session: Session; greeting: string }> {
  const sessionId = await sessionIdOf(wish);
  const known = await ports.sessions.find(sessionId);
  const session = known ?? newSession(ports, wish, sessionId, await configOf(ports, wish.companyId));
  if (known === undefined) {
    if (!session.config.enabled)
      throw new AppError('conflict', 'The company is switched off: nobody answers its chats.');
    // Before the chat itself: one without it would stay open for ever.
    await ports.outbox.createOnce(newIdleTask(session, session.startedAt));
  }
  const expiresAt = retainSessionUntil(session);
  const { session: stands, created } = await ports.sessions.createOnce(session, expiresAt);
  requireSame(stands, wish);
  if (created) ports.metrics.emit('sessionsTotal', 1, { company: wish.companyId });
  const text = await greetingOf(ports, stands);
  await ports.dialogues.greet({ sessionId, companyId: wish.companyId, text, expiresAt });
  if (created) await warm(ports, stands);
  // A twin may have greeted in words that were edited since.
  return { session: stands, greeting: (await ports.dialogues.read(sessionId)).greeting ?? text };
}

function requireSame({ customerHint, language }: Session, wish: ChatWish): void {
  if (customerHint === wish.customerHint && (wish.language ?? language) === language) return;
  throw new AppError(
    'invalid',
    'This Idempotency-Key has opened a chat for another customer, or in another language: take a new one for each visit.',
  );
}

function newSession(
  { clock }: Pick<Ports, 'clock'>,
  wish: ChatWish,
  sessionId: SessionId,
  config: CompanyConfig,
): Session {
  return {
    sessionId,
    companyId: wish.companyId,
    channel: 'chat',
    tier: config.tiers.aiRep.enabled || !config.tiers.aiManager.enabled ? 'aiRep' : 'aiManager',
    status: 'active',
    language: wish.language ?? config.language,
    config,
    startedAt: new Date(clock.now()).toISOString(),
    verificationTries: 0,
    ...(wish.customerHint === undefined ? {} : { customerHint: wish.customerHint }),
  };
}

async function greetingOf(ports: OpenPorts, { companyId, language, config }: Session): Promise<string> {
  const { aiRep, aiManager } = config.tiers;
  const names = {
    company: spokenName(config),
    name: (aiRep.enabled ? aiRep : aiManager).name,
    manager: aiManager.name,
  };
  const { wording } = await ports.scripts.standing(companyId, language);
  const { disclosure, greeting } = resolveScripts(language, wording, names);
  return `${disclosure[0]} ${greeting[0]}`;
}

/** Fills the prompt cache and wakes the worker while the customer types; a chat goes on without it. */
async function warm({ worker, log }: OpenPorts, { companyId, sessionId }: Session): Promise<void> {
  await worker
    .start({ kind: 'warm', companyId, sessionId, turn: 0 })
    .catch((cause: unknown) => log.error('warm-up not started', cause, { sessionId }));
}

async function sessionIdOf({ companyId, key }: ChatWish): Promise<SessionId> {
  const text = JSON.stringify(['chat', companyId, key]);
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
  return `sess_${[...bytes.slice(0, 16)].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}
