import type { Scripts } from '#lib/domain/script.ts';

/** What we say ourselves, in English. Each line is sayable in one breath; fillers fit after anything and in any order. */
export const english: Scripts = {
  disclosure: ['Hello, this is {name}, the AI assistant of {company}.'],
  greeting: ['How can I help you today?'],
  welcomeBack: ['Welcome back. It seems we were cut off just now. Shall we go on where we were?'],
  filler: [
    'One moment, please.',
    'Let me see.',
    'Okay, just a second.',
    'Bear with me for a moment.',
    "Right, I'm on it.",
    'Let me think about that for a second.',
    'Sure, give me a moment.',
    'Thanks, just a moment.',
  ],
  firstNudge: ["I'm listening. What can I do for you?", "Sorry, I didn't hear anything. What can I do for you?"],
  secondNudge: ["Are you still there? Just tell me in a few words what you're calling about."],
  whisper: ['This is {company}. A caller who has been talking with our AI assistant would like to speak to a person.'],
  whyAsked: ['The caller asked for a person.'],
  whySilent: ['The caller has not said anything so far.'],
  whyStuck: ['The assistant could not go on by itself.'],
  whisperPress: ['Press 1 to take the call, or 2 to decline.'],
  callerLeft: ['The caller has hung up. Goodbye.'],
  silenceGoodbye: ["I can't hear anyone, so I'll end the call here. Please call again whenever you like. Goodbye."],
  goodbye: ['Thank you for calling {company}. Take care, and goodbye.'],
  transfer: ["I'll put you through to a colleague now. Please stay on the line."],
  transferNoAnswer: [
    "I'm sorry, I tried, but nobody on the team picked up. I'm still here, though, so tell me how you'd like to go on.",
  ],
  transferBusy: [
    "I'm sorry, I tried, but our team's line is busy right now. I'm still here, though, so tell me how you'd like to go on.",
  ],
  transferFailed: [
    "I'm sorry, I couldn't get you through to the team just now. I'm still here, though, so tell me how you'd like to go on.",
  ],
  transferNobodyFree: [
    "I'm sorry, I tried, but nobody on the team is free right now. I'm still here, though, so tell me how you'd like to go on.",
  ],
  tryingNext: ["I haven't reached anyone yet, so I'm trying someone else. Please stay on the line."],
  afterHours: ["I'm sorry, nobody on our team is there at this hour."],
  stillHere: ["I'm still here, though: what can I do for you?"],
  noPerson: [
    "I'm sorry, I don't have a person I can put you through to. I'll gladly help as far as I can: what is it about?",
  ],
  afterPerson: ['The conversation with my colleague has ended. Thank you for calling {company}. Goodbye.'],
  tooSlow: ["I'm sorry, that took too long. Please ask me again, or press zero to speak to a person."],
  tooSlowNoPerson: ["I'm sorry, that took too long. Could you ask me once more, please?"],
  failedToPerson: ["I'm sorry, something went wrong on my end. I'll put you through to a person now."],
  failedTryAgain: ["I'm sorry, something went wrong on my end. Could you say that once more, please?"],
  failedGoodbye: [
    "I'm so sorry, I'm having a technical problem and can't help you right now. Please call again a little later. Goodbye.",
  ],
  refusal: ["I'm afraid I can't help with that. What else can I do for you? Or press zero to speak to a person."],
  refusalNoPerson: ["I'm afraid I can't help with that. Is there anything else I can do for you?"],
  managerIntro: ['Hello, this is {manager}, the AI manager of {company}. I have the whole story in front of me.'],
  notDone: ['To be clear, nothing has been changed on your account so far.'],
  busyToPerson: ["I'm sorry, I can't go on with this myself right now. I'll put you through to a person."],
  busyGoodbye: ["I'm sorry, I can't go on with this right now. Please call again a little later. Goodbye."],
  notInService: ["I'm sorry, this number is not in service. Please check it and dial again. Goodbye."],
  companyDisabled: ["I'm sorry, our phone assistant is not available at the moment. Please try again later. Goodbye."],
  callerBlocked: ["I'm sorry, we can't take this call. Goodbye."],
  callerAnonymous: [
    "I'm sorry, we can't take calls from a hidden number. Please call again with your number showing. Goodbye.",
  ],
  callOver: ['This call has already ended. Please call again if you need anything else. Goodbye.'],
  systemApology: ["I'm sorry, we're having a technical problem at the moment."],
};
