import * as z from 'zod/mini';
import { tool } from '#lib/domain/tools/tool.ts';

const Entry = z.string().check(z.maxLength(1000));

/** Hands the conversation to the AI manager, with all that is known: the caller never repeats anything. */
export const escalateToManager = tool({
  name: 'escalate_to_manager',
  description:
    'Hand the conversation to the AI manager, who may do more than you. Use it when a result says that the manager could ' +
    'do what you may not, or when the caller asks for a manager. First say in one short sentence that you are bringing in ' +
    'your manager. Write the case file so complete that the caller need not repeat anything.',
  input: z.object({
    reason: z.string().check(z.minLength(1), z.maxLength(500)),
    caseFile: z.object({ facts: Entry, wishes: Entry, offersMade: Entry, amountsTried: Entry }),
  }),
  offered: ({ session }) => session.tier === 'aiRep' && session.config.tiers.aiManager.enabled,
  run: async (ports, { session }, { reason, caseFile }) => {
    if (!(await ports.sessions.promote(session.sessionId, caseFile))) {
      return { text: 'The manager could not take over. Nothing was done; go on yourself.', isError: true };
    }
    ports.metrics.emit('tierChanged', 1, { tier: 'aiManager', company: session.companyId });
    const { name } = session.config.tiers.aiManager;
    return {
      text:
        `${name}, the AI manager, has taken over and has just said hello in their own voice. You are ${name} now. ` +
        `Why: ${reason}\nFacts: ${caseFile.facts}\nThe caller wants: ${caseFile.wishes}\nOffered so far: ` +
        `${caseFile.offersMade}\nAmounts tried: ${caseFile.amountsTried}\nGo on from here; do not greet again, do not ask ` +
        'for anything that is known.',
      session: { ...session, tier: 'aiManager', caseFile },
    };
  },
});
