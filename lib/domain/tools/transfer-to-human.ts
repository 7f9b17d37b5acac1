import * as z from 'zod/mini';
import { isOpen } from '#lib/domain/business-hours.ts';
import { hoursOf } from '#lib/domain/call.ts';
import { openingForModel } from '#lib/domain/opening-words.ts';
import { hasPeople } from '#lib/domain/people.ts';
import { tool } from '#lib/domain/tools/tool.ts';

/** Ends the reply with a transfer: the person hears the summary before the caller is joined. */
export const transferToHuman = tool({
  name: 'transfer_to_human',
  description:
    'Put the caller through to a person, now, on this call. Use it when the caller asks for a person, is upset and stays ' +
    'so, or needs what you cannot do. In the same reply say one short sentence that you are connecting them.',
  input: z.object({
    reason: z.string().check(z.minLength(1), z.maxLength(300)),
    /** Spoken to the person in one breath. */
    summary: z.string().check(z.minLength(1), z.maxLength(600)),
  }),
  offered: ({ session }) => session.channel === 'voice' && hasPeople(session),
  run: async ({ clock }, { session }, { reason, summary }) => {
    const hours = hoursOf(session.config);
    const now = clock.now();
    if (hours !== undefined && !isOpen(hours, now)) {
      return {
        text:
          `Nobody was rung: the team is not there at this hour. ${openingForModel(hours, now)} Tell the caller so ` +
          'truthfully, correct what you may have said about connecting them, and go on helping as far as you can.',
        isError: true,
      };
    }
    return {
      text: 'The transfer has begun. If it fails you will be told.',
      next: { kind: 'transfer', reason, summary },
    };
  },
});
