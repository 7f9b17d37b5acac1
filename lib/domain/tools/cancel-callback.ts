import * as z from 'zod/mini';
import { tool } from '#lib/domain/tools/tool.ts';

/** Takes back a promise to call: one of this conversation, or one of the verified caller. */
export const cancelCallback = tool({
  name: 'cancel_callback',
  description:
    'Take back a call that was promised, because the caller no longer wants it, or because it came. callbackId is told ' +
    'where the promise is. kept is true when the call came.',
  input: z.object({ callbackId: z.string().check(z.maxLength(200)), kept: z.boolean() }),
  offered: ({ session }) => session.config.tiers.humanAgent.notificationPhone !== undefined,
  run: async (ports, { session }, { callbackId, kept }) => {
    const callback = await ports.callbacks.find(session.companyId, callbackId);
    const isTheirs =
      callback !== undefined &&
      (callback.sessionId === session.sessionId ||
        (session.verified !== undefined && callback.customerId === session.verified.customerId) ||
        (session.callerId?.attested === true && callback.phone === session.callerId.number));
    const closed =
      isTheirs && (await ports.callbacks.close(session.companyId, callbackId, kept ? 'kept' : 'cancelled'));
    return closed
      ? { text: 'Done: that call is no longer promised. Tell the caller.' }
      : { text: 'There is no such open promise to this caller. Nothing was changed.', isError: true };
  },
});
