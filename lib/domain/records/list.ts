import type { VoiceCall } from '#lib/domain/call.ts';
import { type CompanyId, sessionIdOfCall } from '#lib/domain/ids.ts';
import { type Place, readPage, type Slice } from '#lib/domain/records/paging.ts';
import type { Session } from '#lib/domain/session.ts';
import type { Ports } from '#lib/ports/ports.ts';

type ListPorts = Pick<Ports, 'calls' | 'sessions'>;

/** What narrows a list. Of one index at most; what else is asked is held against the rows. */
type Common = {
  /** Begun in [from, to): ISO times. */
  from?: string | undefined;
  to?: string | undefined;
  customerId?: string | undefined;
  tier?: Session['tier'] | undefined;
  /** What the report says that it came to. */
  outcome?: NonNullable<Session['afterCall']>['outcome'] | undefined;
};
export type SessionFilter = Common & {
  status?: Session['status'] | undefined;
  channel?: Session['channel'] | undefined;
};
export type CallFilter = Common & { status?: VoiceCall['status'] | undefined };

/** A call, and the conversation that was had on it. */
export type CallRecord = { call: VoiceCall; session: Session | undefined };

type Page = { limit: number; after: Place | undefined };

/** Conversations of a company, newest first. */
export const listSessions = (
  { sessions }: Pick<Ports, 'sessions'>,
  companyId: CompanyId,
  filter: SessionFilter,
  page: Page,
): Promise<Slice<Session>> =>
  readPage(
    page,
    (after, count) => sessions.places(companyId, filter, { after, count }),
    async ([, sessionId]) => {
      const session = await sessions.find(sessionId);
      return session?.companyId === companyId && isWanted(session, filter) ? session : undefined;
    },
  );

/** Calls of a company, newest first. A customer's are found by their conversations, all others by themselves. */
export const listCalls = (
  { calls, sessions }: ListPorts,
  companyId: CompanyId,
  filter: CallFilter,
  page: Page,
): Promise<Slice<CallRecord>> => {
  const { customerId, from, to, status } = filter;
  const ofSession = async (session: Session | undefined, callSid: string | undefined) => {
    const call = callSid === undefined ? undefined : await calls.find(callSid);
    if (call?.companyId !== companyId || (status !== undefined && call.status !== status)) return undefined;
    const { status: _, ...rest } = filter;
    const asksSession = rest.tier !== undefined || rest.outcome !== undefined || customerId !== undefined;
    if (session === undefined) return asksSession || !hasBegunIn(call, filter) ? undefined : { call, session };
    return isWanted(session, rest) ? { call, session } : undefined;
  };
  if (customerId !== undefined) {
    return readPage(
      page,
      (after, count) => sessions.places(companyId, { customerId, from, to }, { after, count }),
      async ([, sessionId]) => {
        const session = await sessions.find(sessionId);
        return ofSession(session, session?.callSid);
      },
    );
  }
  return readPage(
    page,
    (after, count) => calls.places(companyId, { status, from, to }, { after, count }),
    async ([, callSid]) => ofSession(await sessions.find(sessionIdOfCall(callSid)), callSid),
  );
};

/** An index may lag, and holds only a part of what is asked: the row decides. */
const isWanted = (session: Session, wish: SessionFilter): boolean =>
  (wish.status === undefined || session.status === wish.status) &&
  (wish.channel === undefined || session.channel === wish.channel) &&
  (wish.customerId === undefined || session.customerId === wish.customerId) &&
  (wish.tier === undefined || session.tier === wish.tier) &&
  (wish.outcome === undefined || session.afterCall?.outcome === wish.outcome) &&
  hasBegunIn(session, wish);

/** Periods that meet share no row. */
const hasBegunIn = ({ startedAt }: { startedAt: string }, { from, to }: Common): boolean =>
  (from === undefined || startedAt >= from) && (to === undefined || startedAt < to);
