import { copy } from '#lib/adapters/memory/copy.ts';
import { placesOf } from '#lib/adapters/memory/places.ts';
import { otherEndOf, statusesPast, type VoiceCall } from '#lib/domain/call.ts';
import { AppError } from '#lib/domain/errors.ts';
import type { CallSid } from '#lib/domain/ids.ts';
import type { Calls } from '#lib/ports/calls.ts';

export function memoryCalls(): Calls {
  const calls = new Map<CallSid, VoiceCall>();
  const openCall = (callSid: CallSid): VoiceCall | undefined => {
    const call = calls.get(callSid);
    return call?.endedAt === undefined ? call : undefined;
  };
  return {
    find: async (callSid) => copy(calls.get(callSid)),

    async createOnce(call) {
      const standing = calls.get(call.callSid);
      if (!standing) calls.set(call.callSid, copy(call));
      return { call: copy(standing ?? call), created: !standing };
    },

    async recordStatus(callSid, status, sequence) {
      const call = openCall(callSid);
      if (!call || call.lastSequence >= sequence || statusesPast(status).includes(call.status)) return false;
      calls.set(callSid, { ...call, status, lastSequence: sequence });
      return true;
    },

    async setEnding(callSid, ending) {
      const call = calls.get(callSid);
      if (!call || call.ending !== undefined) return false;
      calls.set(callSid, { ...call, ending });
      return true;
    },

    async notePickUp(callSid, by) {
      const call = calls.get(callSid);
      if (call === undefined) return undefined;
      call.pickedUpBy ??= by;
      return call.pickedUpBy;
    },

    async moveTransfer(callSid, attempt, from, to) {
      const call = calls.get(callSid);
      if (!call) throw new AppError('notFound', `No call ${callSid} to record transfer ${attempt} in.`);
      const moved = call.transfers[attempt]?.rev === from?.rev;
      if (moved) call.transfers[attempt] = copy(to);
      return { moved, standing: copy(call.transfers[attempt]) };
    },

    async withdrawTransfer(callSid, attempt, from) {
      const call = calls.get(callSid);
      if (call?.transfers[attempt]?.rev !== from.rev) return false;
      delete call.transfers[attempt];
      return true;
    },

    async keepConsent(callSid, turn, consent) {
      const call = calls.get(callSid);
      if (!call) throw new AppError('notFound', `No call ${callSid} to keep a consent of turn ${turn} in.`);
      const standing = call.recordings?.[turn];
      if (!standing) calls.set(callSid, copy({ ...call, recordings: { ...call.recordings, [turn]: { consent } } }));
      return copy(standing?.consent ?? consent);
    },

    async keepRecording(callSid, turn, recording) {
      const message = calls.get(callSid)?.recordings?.[turn];
      if (!message?.consent.given || message.recording !== undefined) return false;
      message.recording = copy(recording);
      return true;
    },

    withNumber: async (companyId, number, since, until = '~') =>
      [...calls.values()]
        .filter((call) => call.companyId === companyId && otherEndOf(call) === number)
        .filter(({ startedAt }) => startedAt >= since && startedAt <= until)
        .sort((a, b) => (a.startedAt > b.startedAt ? -1 : 1))
        .map(copy),

    places: async (companyId, { status, ...begun }, page) => {
      const found = [...calls.values()].filter(
        (call) => call.companyId === companyId && (status === undefined || call.status === status),
      );
      return placesOf(
        found.map(({ startedAt, callSid }) => [startedAt, callSid]),
        begun,
        page,
      );
    },

    erase: async (callSid) => calls.delete(callSid),

    async close(callSid, end) {
      const call = openCall(callSid);
      if (!call) return false;
      calls.set(callSid, copy({ ...call, ...end }));
      return true;
    },
  };
}
