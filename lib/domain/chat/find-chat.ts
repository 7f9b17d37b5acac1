import { AppError } from '#lib/domain/errors.ts';
import type { CompanyId, SessionId } from '#lib/domain/ids.ts';
import type { Session } from '#lib/domain/session.ts';
import type { Ports } from '#lib/ports/ports.ts';

/** A chat of the company. Throws AppError `notFound` where there is none, or it is another company's; `conflict` for a call. */
export async function requireChat(
  { sessions }: Pick<Ports, 'sessions'>,
  { companyId, sessionId }: { companyId: CompanyId; sessionId: SessionId },
): Promise<Session> {
  const session = await sessions.find(sessionId);
  if (session?.companyId !== companyId) throw new AppError('notFound', 'There is no such session.');
  if (session.channel !== 'chat') throw new AppError('conflict', 'This session is a phone call, and no chat.');
  return session;
}
