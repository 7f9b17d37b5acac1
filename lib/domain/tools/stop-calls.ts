import * as z from 'zod/mini';
import { tool } from '#lib/domain/tools/tool.ts';

/** No more calls to the number that we have called. Whoever picks up may ask for it. */
export const stopCalls = tool({
  name: 'stop_calls',
  description:
    'The person on the line does not want to be called by the company any more. Records it for the number on the line; ' +
    'they may still call the company.',
  input: z.object({}),
  offered: ({ session }) => session.outbound !== undefined,
  run: async (ports, { session }) => {
    const phone = session.callerId?.number;
    if (phone === undefined)
      return { text: 'The number is withheld, so nobody can call it. Nothing was changed.', isError: true };
    await ports.contacts.optOut(session.companyId, phone, {
      at: new Date(ports.clock.now()).toISOString(),
      by: 'call',
    });
    return { text: 'Done: the company will not call this number any more. Tell them so.' };
  },
});
