// What a TwiML document says, after checking. Fields carry TwiML's own attribute names, with its defaults filled in;
// times are whole seconds, as there.

export type HttpMethod = 'GET' | 'POST';

export type Say = { verb: 'Say'; text: string; voice: string | undefined; language: string | undefined; loop: number };
export type Play = { verb: 'Play'; url: string | undefined; digits: string | undefined; loop: number };
export type Pause = { verb: 'Pause'; length: number };
export type Prompt = Say | Play | Pause;

export type Gather = {
  verb: 'Gather';
  prompts: Prompt[];
  input: ('dtmf' | 'speech')[];
  /** Absent: the current document is asked again. */
  action: string | undefined;
  method: HttpMethod;
  actionOnEmptyResult: boolean;
  timeout: number;
  speechTimeout: number | 'auto' | undefined;
  speechModel: string | undefined;
  language: string;
  hints: string[];
  numDigits: number | undefined;
  /** '' when no key ends the input. */
  finishOnKey: string;
};

export type CallEvent = 'initiated' | 'ringing' | 'answered' | 'completed';

export type DialledNumber = {
  number: string;
  /** The whisper: TwiML run for the callee alone, before the two are bridged. */
  url: string | undefined;
  method: HttpMethod;
  statusCallback: string | undefined;
  statusCallbackMethod: HttpMethod;
  statusCallbackEvent: CallEvent[];
  sendDigits: string | undefined;
  machineDetection: 'Enable' | 'DetectMessageEnd' | undefined;
  amdStatusCallback: string | undefined;
};

export type Dial = {
  verb: 'Dial';
  numbers: DialledNumber[];
  action: string | undefined;
  method: HttpMethod;
  timeout: number;
  timeLimit: number;
  answerOnBridge: boolean;
  callerId: string | undefined;
  sequential: boolean;
  hangupOnStar: boolean;
  record: string;
};

export type Record = {
  verb: 'Record';
  action: string | undefined;
  method: HttpMethod;
  timeout: number;
  maxLength: number;
  finishOnKey: string;
  playBeep: boolean;
  recordingStatusCallback: string | undefined;
  /** The states that it is told of. */
  recordingEvents: readonly string[];
};

export type Redirect = { verb: 'Redirect'; url: string; method: HttpMethod };
export type Hangup = { verb: 'Hangup' };
export type Reject = { verb: 'Reject'; reason: 'rejected' | 'busy' };

export type TwimlVerb = Prompt | Gather | Dial | Record | Redirect | Hangup | Reject;
