import * as z from 'zod/mini';
import { personCanBeHad } from '#lib/domain/people.ts';
import { type ToolOutcome, tool } from '#lib/domain/tools/tool.ts';

/**
 * Ends the reply with our own question whether the caller may be recorded: the model has no say in the answer, nor in
 * whether a person comes first.
 */
export const recordMessage = tool({
  name: 'record_message',
  description:
    'Let the caller leave a spoken message for the team, after the tone. Offer it where no person can be had and the caller ' +
    'would rather speak than have you write it down; it is refused where a person can be had and was not tried yet. Use it ' +
    'once they want that: the telephone system then asks them itself whether they may be recorded, and records only after a ' +
    'yes. Do not ask for that yourself, and never say that something is or was recorded before you are told.',
  input: z.object({
    /** Read by the team. */
    reason: z.string().check(z.minLength(1), z.maxLength(200)),
  }),
  // Without anybody who is told of it there is nothing to record a message for.
  offered: ({ session: { channel, config } }) =>
    channel === 'voice' && config.recordMessages && config.tiers.humanAgent.notificationPhone !== undefined,
  run: async ({ clock }, { session, personMissed }, { reason }) => {
    if (!personMissed && personCanBeHad(session, clock.now())) return personFirst;
    return {
      text: 'The caller is being asked whether they may be recorded. You will be told what came of it.',
      next: { kind: 'record', reason },
    };
  },
});

const personFirst: ToolOutcome = {
  text:
    'Nothing was recorded: a person can be had now, and was not tried yet. Offer to put the caller through, with ' +
    'transfer_to_human. If they would rather not speak to anybody now, take their message in words, with take_message.',
  isError: true,
};
