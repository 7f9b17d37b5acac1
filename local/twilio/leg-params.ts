import type { Input } from './ear.ts';

export type CallStatus =
  | 'queued'
  | 'ringing'
  | 'in-progress'
  | 'completed'
  | 'busy'
  | 'failed'
  | 'no-answer'
  | 'canceled';

export type LegIdentity = {
  accountSid: string;
  callSid: string;
  parentCallSid?: string;
  from: string;
  to: string;
  direction: 'inbound' | 'outbound-api' | 'outbound-dial';
  /** Sent with every webhook: StirVerstat, CallerName, ForwardedFrom, ... */
  params: Record<string, string>;
};

/** The parameters of every request about a leg. */
export function legParams(identity: LegIdentity, status: CallStatus): Record<string, string> {
  const { from, to, accountSid, callSid, parentCallSid, direction, params } = identity;
  return {
    AccountSid: accountSid,
    ApiVersion: '2010-04-01',
    CallSid: callSid,
    CallStatus: status,
    Direction: direction,
    From: from,
    To: to,
    Caller: from,
    Called: to,
    ...place('From', from),
    ...place('To', to),
    ...place('Caller', from),
    ...place('Called', to),
    ...(parentCallSid ? { ParentCallSid: parentCallSid } : {}),
    ...params,
  };
}

/** What a Gather's action is told. Whether SpeechResult is missing or empty after silence, Twilio does not say: `ifEmpty`. */
export function inputParams(input: Input, ifEmpty: 'absent' | 'empty'): Record<string, string> {
  switch (input.kind) {
    case 'digits':
      return { Digits: input.digits };
    case 'silence':
      return ifEmpty === 'empty' ? { SpeechResult: '' } : {};
    case 'speech': {
      if (input.confidence === null) return { SpeechResult: input.text };
      return { SpeechResult: input.text, Confidence: String(input.confidence) };
    }
    default:
      return input satisfies never;
  }
}

/** Mostly empty in real life too: empty values are signed over like any other. */
function place(whose: string, number: string): Record<string, string> {
  const country = number.startsWith('+1') ? 'US' : '';
  return { [`${whose}City`]: '', [`${whose}State`]: '', [`${whose}Zip`]: '', [`${whose}Country`]: country };
}
