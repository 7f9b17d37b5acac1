import { placeCall as contract } from '#lib/contracts/api/outbound.ts';
import type { Language } from '#lib/domain/language.ts';
import { type Opening, openings, toView } from '#lib/domain/outbound/outbound-call.ts';
import { placeCall } from '#lib/domain/outbound/place-call.ts';
import { jsonApi, on } from '#lib/http/json-api.ts';
import { outboundIdOf } from '#lib/http/outbound-id.ts';
import { outboundUrlsOf } from '#lib/http/urls.ts';
import { world } from '#lib/runtime/wire.ts';
import { phoneLinesOf } from '#lib/runtime/wire-phone-lines.ts';

/** Calls somebody for a company. A function of its own: it carries Twilio's whole client. */
export const handler = jsonApi(
  on(contract, async ({ ports, companyId, body, idempotencyKey }) => {
    const { purpose: about, scriptId, ...wish } = body;
    const [opening, language] = scriptId?.split('#') ?? [];
    const call = await placeCall(
      { ...ports, lines: phoneLinesOf(world()), urlsOf: outboundUrlsOf(world().settings.webhookBaseUrl) },
      {
        ...wish,
        about,
        opening: openingOf(opening, wish.callbackId),
        ...(language === undefined ? {} : { language: language as Language }),
        companyId,
        outboundId: outboundIdOf(companyId, idempotencyKey),
      },
    );
    return { status: call.state === 'placed' ? 201 : 202, body: toView(call) };
  }),
);

const openingOf = (named: string | undefined, callbackId: string | undefined): Opening =>
  openings.find((opening) => opening === named) ?? (callbackId === undefined ? 'outboundOpening' : 'callbackOpening');
