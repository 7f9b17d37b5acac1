import { copy, keyOf } from '#lib/adapters/memory/copy.ts';
import { placesOf } from '#lib/adapters/memory/places.ts';
import { AppError } from '#lib/domain/errors.ts';
import type { CompanyId } from '#lib/domain/ids.ts';
import type { OutboundCall } from '#lib/domain/outbound/outbound-call.ts';
import { formsOf } from '#lib/domain/phone-number.ts';
import type { OutboundCalls } from '#lib/ports/outbound-calls.ts';

export function memoryOutboundCalls(): OutboundCalls {
  const calls = new Map<string, OutboundCall>();
  const held = new Map<string, { by: string; until: number }>();
  return {
    find: async (companyId, outboundId) => copy(calls.get(keyOf(companyId, outboundId))),

    async createOnce(call) {
      const key = keyOf(call.companyId, call.outboundId);
      const standing = calls.get(key);
      if (standing !== undefined) return { call: copy(standing), created: false };
      calls.set(key, copy(call));
      return { call, created: true };
    },

    ofCustomer: async (companyId, customerId, page) =>
      placesOf(
        [...calls.values()]
          .filter((call) => call.companyId === companyId && call.customerId === customerId)
          .map(({ createdAt, outboundId }) => [createdAt, outboundId]),
        {},
        page,
      ),

    async erase({ companyId, outboundId, to, state, tries }) {
      if (held.get(keyOf(companyId, to))?.by === outboundId) held.delete(keyOf(companyId, to));
      const call = calls.get(keyOf(companyId, outboundId));
      return call?.state === state && call.tries === tries && calls.delete(keyOf(companyId, outboundId));
    },

    async retry({ companyId, outboundId, state, tries }, triedAt) {
      const call = calls.get(keyOf(companyId, outboundId));
      if (call?.state !== state || call.tries !== tries) return false;
      Object.assign(call, { state: 'placing', tries: tries + 1, triedAt });
      return true;
    },

    async settle({ companyId, outboundId, tries }, state) {
      const call = calls.get(keyOf(companyId, outboundId));
      if (call !== undefined && call.state !== 'placed' && call.tries === tries) call.state = state;
    },

    async hold({ companyId, outboundId, to }, now, until) {
      const holder = held.get(lineOf(companyId, to));
      if (holder !== undefined && holder.by !== outboundId && holder.until > now) return false;
      held.set(lineOf(companyId, to), { by: outboundId, until });
      return true;
    },

    async release({ companyId, outboundId, to }) {
      if (held.get(lineOf(companyId, to))?.by === outboundId) held.delete(lineOf(companyId, to));
    },

    async placed(companyId, outboundId, callSid) {
      const call = calls.get(keyOf(companyId, outboundId));
      if (call === undefined) throw new AppError('notFound', `No outbound call is ${outboundId}.`);
      call.callSid ??= callSid;
      call.state = 'placed';
      return call.callSid;
    },
  };
}

const lineOf = (companyId: CompanyId, to: string): string => keyOf(companyId, formsOf(to)[0]);
