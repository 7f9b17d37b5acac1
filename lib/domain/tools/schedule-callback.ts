import * as z from 'zod/mini';
import { promiseCallback } from '#lib/domain/promise-callback.ts';
import { tool } from '#lib/domain/tools/tool.ts';
import { sayWindow } from '#lib/domain/zoned-time.ts';

const Local = z.string().check(z.maxLength(25));

/** Promises a call back by the company's people, who are reminded of it when its time comes. */
export const scheduleCallback = tool({
  name: 'schedule_callback',
  description:
    'Promise that somebody of the company calls back. when.from and when.to are local times such as 2026-11-24T14:00, ' +
    'without an offset, in the time zone named at the beginning of the conversation, or in timeZone (an IANA name) if the ' +
    'caller lives by another; without when.to the span is one hour. phone only if the caller wants to be called on another ' +
    'number than this one, in international form such as +12025550123. owner only if they asked for somebody. Agree on the ' +
    'time first. Promise nothing before the result says so, and then exactly what it says. Using it again moves the promise.',
  input: z.object({
    when: z.object({ from: Local, to: z.optional(Local) }),
    timeZone: z.optional(z.string().check(z.maxLength(60))),
    reason: z.string().check(z.minLength(1), z.maxLength(300)),
    phone: z.optional(z.string().check(z.maxLength(40))),
    owner: z.optional(z.string().check(z.minLength(1), z.maxLength(60))),
  }),
  // Without anybody to remind it would be an empty promise.
  offered: ({ session }) => session.config.tiers.humanAgent.notificationPhone !== undefined,
  run: async (ports, { session }, { when, ...wish }) => {
    const ruling = await promiseCallback(ports, session, { ...wish, ...when });
    if (ruling.kind === 'refused') return { text: `Nothing was promised. ${ruling.why}`, isError: true };
    const { phone, timeZone, owner, callbackId, customerId } = ruling.callback;
    ports.log.info('call back promised', { sessionId: session.sessionId, verified: customerId !== undefined });
    const number =
      phone === session.callerId?.number ? 'the number of this call' : `the number ending in ${phone.slice(-2)}`;
    return {
      text:
        `Promised (${callbackId}): ${owner} calls back on ${number}, ${sayWindow(ruling.callback, timeZone, session.language)}. ` +
        'Say exactly this to the caller, and promise nothing beyond it.',
    };
  },
});
