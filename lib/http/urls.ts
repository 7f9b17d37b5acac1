import { AppError } from '#lib/domain/errors.ts';
import { stepName } from '#lib/http/place.ts';
import { env } from '#lib/names.ts';
import { pathOf } from '#lib/routes.ts';

/** The URLs we mint into TwiML. Absolute, because Twilio wants them so wherever a call is updated from outside. */
export type CallUrls = {
  speech(turn: number, part?: number): string;
  escalate(attempt: number, step: string): string;
};

/**
 * Twilio's connection overrides, in the fragment that it never signs: two more tries on a refused connection, a 5xx or a
 * silence of 7 s, inside its hard limit of 15 s. Every webhook of ours may come twice, so a retry is always safe.
 */
const retryAlways = '#rc=2&rp=5xx,ct,rt&rt=7000';

/** Where the dialling of an attempt begins. Throws AppError `misconfigured` where Twilio could not reach us. */
export function personUrlOf(baseUrl: string | undefined): (attempt: number) => string {
  if (baseUrl === undefined) throw new AppError('misconfigured', `${env.webhookBaseUrl} is not set.`);
  return (attempt) => callUrls(baseUrl).escalate(attempt, stepName('dial', 0));
}

/** `baseUrl` is TWILIO_WEBHOOK_BASE_URL. */
export const callUrls = (baseUrl: string): CallUrls => ({
  speech: (turn, part) =>
    baseUrl +
    (part === undefined ? pathOf('speechTurn', { turn }) : pathOf('speechPart', { turn, part })) +
    retryAlways,
  escalate: (attempt, step) => baseUrl + pathOf('escalateStep', { attempt, step }) + retryAlways,
});
