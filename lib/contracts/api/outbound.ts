import * as z from 'zod/mini';
import { apiContract } from '#lib/contracts/api/contract.ts';
import { PhoneNumber } from '#lib/contracts/company-config.ts';
import { languages } from '#lib/domain/language.ts';
import { openings } from '#lib/domain/outbound/outbound-call.ts';
import { consentBases } from '#lib/ports/contacts.ts';

const scriptIds = new RegExp(`^(?:${openings.join('|')})#(?:${languages.join('|')})$`);
const line = (longest: number) => z.string().check(z.trim(), z.minLength(1, 'must not be empty'), z.maxLength(longest));

export const placeCall = apiContract({
  route: 'placeCall',
  summary: 'Calls somebody: the AI says that it is one, and why it calls',
  body: z.object({
    to: PhoneNumber,
    /** Said aloud to whoever picks up: nothing private. */
    purpose: line(200),
    /** Which opening, in which language; the company's own wording of it is a script. */
    scriptId: z.optional(
      z.string().check(z.regex(scriptIds, 'must be outboundOpening or callbackOpening # a language')),
    ),
    /** For the AI only. */
    context: z.optional(line(4_000)),
    customerId: z.optional(line(200)),
    /** The promise that this call keeps; its number must be `to`. It is consent to this call. */
    callbackId: z.optional(line(200)),
    /** On what ground this number may be called; kept. */
    consent: z.optional(z.enum(consentBases)),
    /** Where they are, where the number alone leaves it open. */
    timeZone: z.optional(line(64)),
  }),
  idempotent: true,
  replies: { 201: OutboundView(), 202: OutboundView() },
  problems: [409, 503],
});

/** `placed`: the carrier has it. `placing`, `unknown`: ask again with the same key; nothing is done twice. */
function OutboundView() {
  return z.object({
    outboundId: z.string(),
    status: z.enum(['placing', 'placed', 'unknown', 'refused']),
    callSid: z.optional(z.string()),
    to: z.string(),
    purpose: z.string(),
    callbackId: z.optional(z.string()),
    createdAt: z.string(),
  });
}

const ContactView = z.object({
  phone: z.string(),
  consent: z.optional(z.object({ basis: z.enum(consentBases), at: z.string() })),
  optedOut: z.optional(z.object({ at: z.string(), by: z.enum(['call', 'company']) })),
  /** When such a wish was last taken back, and by whom of the company. */
  optedInAt: z.optional(z.string()),
  optedInBy: z.optional(z.object({ subject: z.string(), role: z.string() })),
});
const path = z.object({ phone: PhoneNumber });

export const getContact = apiContract({
  route: 'getContact',
  summary: 'Whether a number may be called: consent, and the wish not to be',
  path,
  replies: { 200: ContactView },
});

export const putContact = apiContract({
  route: 'putContact',
  summary: 'Keeps consent to be called, or the wish not to be; what is left out stays as it is',
  path,
  body: z.object({ consent: z.optional(z.enum(consentBases)), optedOut: z.optional(z.boolean()) }),
  replies: { 200: ContactView },
});
