import type { Standing } from '#lib/domain/authority.ts';
import type { Session } from '#lib/domain/session.ts';
import type { Clock } from '#lib/ports/clock.ts';

/** What authority needs to know of a session, now. */
export const standingOf = ({ clock }: { clock: Clock }, session: Session): Standing => ({
  companyId: session.companyId,
  sessionId: session.sessionId,
  tier: session.tier,
  config: session.config,
  verified: session.verified,
  now: new Date(clock.now()).toISOString(),
});
