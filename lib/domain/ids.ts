declare const kind: unique symbol;
type Id<Kind extends string> = string & { readonly [kind]?: Kind };

export type CompanyId = Id<'company'>;
/** `sess_…`. A voice session's id is derived from its CallSid, so that a repeated webhook finds the same one. */
export type SessionId = Id<'session'>;
/** Twilio's `CA…`. */
export type CallSid = Id<'call'>;

export const sessionIdOfCall = (callSid: CallSid): SessionId => `sess_${callSid}`;
