/**
 * The E.164 form of a number as it comes from Twilio or from a hand-typed form, or undefined where it is none
 * ("anonymous", a SIP address, a withheld number). A form typed with a bare "+" arrives with a space in its place.
 */
export function toE164(raw: string | undefined): string | undefined {
  const digits = /^\s*\+?([1-9]\d{6,14})\s*$/.exec(raw ?? '')?.[1];
  return digits === undefined ? undefined : `+${digits}`;
}
