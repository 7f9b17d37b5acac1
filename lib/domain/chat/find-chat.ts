import { AppError } from '#lib/domain/errors.ts';
import type { CompanyId, SessionId } from '#lib/domain/ids.ts';
import type { Session } from '#lib/domain/session.ts';
import type { Ports } from '#lib/ports/ports.ts';

type FindPorts = Pick<Ports, 'sessions'>;
type Which = { companyId: CompanyId; sessionId: SessionId };

/** A chat of the company. Throws AppError `notFound` where it has no such session, `conflict` where it is a call. */
export async function requireChat(ports: FindPorts, which: Which): Promise<Session> {
  const chat = await findChat(ports, which);
  if (chat === undefined) throw new AppError('conflict', 'This session is a phone call, and no chat.');
  return chat;
}

/** The same; undefined for a call. */
export async function findChat({ sessions }: FindPorts, { companyId, sessionId }: Which): Promise<Session | undefined> {
  const session = await sessions.find(sessionId);
  if (session?.companyId !== companyId) throw new AppError('notFound', `There is no session ${sessionId}.`);
  return session.channel === 'chat' ? session : undefined;
}
