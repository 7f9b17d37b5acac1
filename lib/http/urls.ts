import { AppError } from '#lib/domain/errors.ts';
import type { CompanyId } from '#lib/domain/ids.ts';
import { outboundName, stepName } from '#lib/http/place.ts';
import { env } from '#lib/names.ts';
import type { NewCall } from '#lib/ports/phone-lines.ts';
import { pathOf } from '#lib/routes.ts';

/** The URLs we mint into TwiML. Absolute, because Twilio wants them so wherever a call is updated from outside. */
export type CallUrls = {
  speech(turn: number, part?: number): string;
  escalate(attempt: number, step: string): string;
  record(turn: number, step: string): string;
  recordEvent(turn: number, step: string): string;
};

/**
 * Twilio's connection overrides, in the fragment that it never signs: two more tries on a refused connection, a 5xx or a
 * silence of 7 s, inside its hard limit of 15 s. Every webhook of ours may come twice, so a retry is always safe.
 */
const retryAlways = '#rc=2&rp=5xx,ct,rt&rt=7000';

/** Nobody waits for what is told of a call, so it may be told for longer. */
const retryReports = '#rc=5&rp=5xx,ct,rt';

/** What a company's number is set up with at Twilio. */
export const numberUrlsOf = (baseUrl: string): { voiceUrl: string; statusCallback: string } => ({
  voiceUrl: baseUrl + pathOf('inbound') + retryAlways,
  statusCallback: baseUrl + pathOf('status') + retryReports,
});

/** Where the dialling of an attempt begins. Throws AppError `misconfigured` where Twilio could not reach us. */
export function personUrlOf(baseUrl: string | undefined): (attempt: number) => string {
  if (baseUrl === undefined) throw new AppError('misconfigured', `${env.webhookBaseUrl} is not set.`);
  return (attempt) => callUrls(baseUrl).escalate(attempt, stepName('dial', 0));
}

/** What Twilio is told of a call that we place. Throws AppError `misconfigured` where it could not reach us. */
export function outboundUrlsOf(
  baseUrl: string | undefined,
): (companyId: CompanyId, outboundId: string) => OutboundUrls {
  if (baseUrl === undefined) throw new AppError('misconfigured', `${env.webhookBaseUrl} is not set.`);
  const step = (outbound: string, name: string): string =>
    baseUrl + pathOf('outboundStep', { outbound, step: name }) + retryAlways;
  const event = (outbound: string, name: string, retry: string): string =>
    baseUrl + pathOf('outboundEvent', { outbound, step: name }) + retry;
  return (companyId, outboundId) => {
    const outbound = outboundName(companyId, outboundId);
    return {
      answerUrl: step(outbound, 'answered'),
      messageUrl: step(outbound, 'message'),
      statusUrl: event(outbound, 'status', retryReports),
      machineUrl: event(outbound, 'machine', retryAlways),
    };
  };
}

export type OutboundUrls = Pick<NewCall, 'answerUrl' | 'statusUrl' | 'machineUrl'> & {
  /** Where a call goes on that a machine has taken. */
  messageUrl: string;
};

/** `baseUrl` is TWILIO_WEBHOOK_BASE_URL. */
export const callUrls = (baseUrl: string): CallUrls => ({
  speech: (turn, part) =>
    baseUrl +
    (part === undefined ? pathOf('speechTurn', { turn }) : pathOf('speechPart', { turn, part })) +
    retryAlways,
  escalate: (attempt, step) => baseUrl + pathOf('escalateStep', { attempt, step }) + retryAlways,
  record: (turn, step) => baseUrl + pathOf('recordStep', { turn, step }) + retryAlways,
  recordEvent: (turn, step) => baseUrl + pathOf('recordEvent', { turn, step }) + retryAlways,
});
