import * as z from 'zod/mini';
import { tool } from '#lib/domain/tools/tool.ts';

/** Ends the reply with our own question whether the caller may be recorded: the model has no say in the answer. */
export const recordMessage = tool({
  name: 'record_message',
  description:
    'Let the caller leave a spoken message for the team, after the tone. Offer it where no person can be had and the caller ' +
    'would rather speak than have you write it down. Use it once they want that: the telephone system then asks them itself ' +
    'whether they may be recorded, and records only after a yes. Do not ask for that yourself, and never say that something ' +
    'is or was recorded before you are told.',
  input: z.object({
    /** Read by the team. */
    reason: z.string().check(z.minLength(1), z.maxLength(200)),
  }),
  // Without anybody who is told of it there is nothing to record a message for.
  offered: ({ session: { channel, config } }) =>
    channel === 'voice' && config.recordMessages && config.tiers.humanAgent.notificationPhone !== undefined,
  run: async (_ports, _context, { reason }) => ({
    text: 'The caller is being asked whether they may be recorded. You will be told what came of it.',
    next: { kind: 'record', reason },
  }),
});
