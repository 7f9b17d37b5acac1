/** Everything that we, not the model, say to a caller. */
export const scriptPurposes = [
  /** The first sentence of every call, always ours: it says that this is an AI. {company} {name} */
  'disclosure',
  /** Follows the disclosure; a company may word it freely. */
  'greeting',
  /** Instead of the greeting, where the caller's line dropped a few minutes ago. */
  'welcomeBack',
  /** After the disclosure, where we call and a company asked us to. {about} */
  'outboundOpening',
  /** After the disclosure, where we keep a promise to call back. */
  'callbackOpening',
  /** To an answering machine, after the disclosure; it names no reason, because anybody may hear it. */
  'voicemail',
  /** To somebody who wants no more calls from us, who is called no more from then on. */
  'noMoreCalls',
  /** While an answer takes longer; several, so that they vary. */
  'filler',
  'firstNudge',
  'secondNudge',
  /** The first words to the person who picks up, before the caller is joined. {company} */
  'whisper',
  /** Why, to the same person, where the AI has not put it in words: 0 was pressed. */
  'whyAsked',
  /** The caller says nothing. */
  'whySilent',
  /** The AI failed, or its budget is spent. */
  'whyStuck',
  /** The person's choice: 1 takes the call, 2 does not. */
  'whisperPress',
  /** The person's choice comes too late. */
  'callerLeft',
  /** Nobody spoke and there is no person: a friendly end. */
  'silenceGoodbye',
  'goodbye',
  'transfer',
  'transferNoAnswer',
  'transferBusy',
  'transferFailed',
  /** Several were tried, or somebody declined. */
  'transferNobodyFree',
  /** Between two numbers. */
  'tryingNext',
  /** A person was asked for outside business hours; when they are back is said after it. */
  'afterHours',
  /** After that. */
  'stillHere',
  /** A person was asked for and the company has none to give. */
  'noPerson',
  /** Before anything is recorded, and always ours: yes or 1. */
  'mayRecord',
  /** They said yes: what to do after the tone. */
  'recordNow',
  'recorded',
  /** They did not say yes. */
  'notRecorded',
  /** They said nothing after the tone. */
  'nothingRecorded',
  /** After a person has hung up. */
  'afterPerson',
  /** An answer took too long: apology and the offer of a person (press 0). */
  'tooSlow',
  'tooSlowNoPerson',
  /** The model failed: apology, then a person is dialled. */
  'failedToPerson',
  /** The model failed and there is no person: apology and another try. */
  'failedTryAgain',
  /** It failed again: apology and goodbye. */
  'failedGoodbye',
  /** The model declined to answer. */
  'refusal',
  'refusalNoPerson',
  /** The manager's first sentence, said by us: another name, another voice, an AI too. {manager} {company} */
  'managerIntro',
  /** Instead of a claim that no receipt stands behind. */
  'notDone',
  /** The company's budget for the AI is spent: a person is dialled. */
  'busyToPerson',
  /** The budget is spent and there is no person. */
  'busyGoodbye',
  'notInService',
  'companyDisabled',
  'callerBlocked',
  'callerAnonymous',
  'callOver',
  /** Our own last resort, in a webhook that failed. */
  'systemApology',
] as const;
export type ScriptPurpose = (typeof scriptPurposes)[number];

/** Texts by purpose, in one language. Placeholders: {company}, {name}, {manager}; {about} in the openings of our own calls. */
export type Scripts = Record<ScriptPurpose, readonly string[]>;

/** What a company words itself, in one language; the rest is in our words. */
export type Wording = Readonly<Partial<Scripts>>;
