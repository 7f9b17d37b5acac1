import { csAnalytics, voiceAnalytics } from '#lib/contracts/api/analytics.ts';
import { reportOn } from '#lib/domain/analytics/report.ts';
import { spanOf } from '#lib/domain/analytics/span.ts';
import { jsonApi, on } from '#lib/http/json-api.ts';

/** Conversations in numbers: from counters that are kept as things happen, never from the rows themselves. */
export const handler = jsonApi(
  on(csAnalytics, async ({ ports, companyId, query: { channel, ...wish } }) => {
    const span = spanOf(wish, ports.clock.now());
    const channels = channel === undefined ? (['voice', 'chat'] as const) : [channel];
    return { status: 200, body: await reportOn(ports, companyId, channels, span) };
  }),
  on(voiceAnalytics, async ({ ports, companyId, query }) => {
    const span = spanOf(query, ports.clock.now());
    return { status: 200, body: await reportOn(ports, companyId, ['voice'], span) };
  }),
);
