import { OutboundEventForm } from '#lib/contracts/twilio-forms.ts';
import { callOfLeg } from '#lib/domain/outbound/answered.ts';
import { pickedUp } from '#lib/domain/outbound/picked-up.ts';
import { takeOutboundStatus } from '#lib/domain/outbound/take-outbound-status.ts';
import { legOf } from '#lib/http/outbound-leg.ts';
import { statusOf } from '#lib/http/status-event.ts';
import { pickedUpBy } from '#lib/http/transfer-outcome.ts';
import { twilioWebhook } from '#lib/http/twilio-webhook.ts';
import { outboundUrlsOf } from '#lib/http/urls.ts';
import { world } from '#lib/runtime/wire.ts';
import { phoneLinesOf } from '#lib/runtime/wire-phone-lines.ts';

/** What Twilio tells of a call that we placed, beside the conversation. A function of its own: it carries Twilio's whole client. */
export const handler = twilioWebhook('outbound-events', OutboundEventForm, async (form, visit) => {
  const leg = legOf(form, visit);
  if (visit.place.step === 'machine') {
    const by = pickedUpBy(form);
    if (by === undefined) return undefined;
    const { messageUrl } = outboundUrlsOf(world().settings.webhookBaseUrl)(leg.companyId, leg.outboundId);
    await pickedUp({ ...visit.ports, lines: phoneLinesOf(world()) }, leg, by, messageUrl);
    return undefined;
  }
  const event = statusOf(form);
  if (event !== undefined) await takeOutboundStatus(visit.ports, (await callOfLeg(visit.ports, leg)).call, event);
  return undefined;
});
