/** Replies as the system prompt asks for them: a short first sentence, then what there is to say. */
export type Prose = { firstSentence: string; rest: string };

/** 40 tokens each, by the count of local/claude/tokens.ts; first sentences of six, seven and eight words. */
export const shortReplies: readonly Prose[] = [
  {
    firstSentence: 'Yes, I can see your order.',
    rest: ' It left our store on Monday, so it should be with you by Friday. Shall I send you the link by text so you can follow it there too?',
  },
  {
    firstSentence: 'Sure, I can help you with that.',
    rest: ' You may send the rug back within thirty days, with the slip from the box. Would you like me to send you a new one in its place?',
  },
  {
    firstSentence: 'Thanks for waiting, I have found your order.',
    rest: ' It left our store on Monday, so it should be with you by Friday. Is there anything more that I can do for you now?',
  },
];

/** 120 tokens each, likewise. */
export const longReplies: readonly Prose[] = [
  {
    firstSentence: 'Yes, I can see your order.',
    rest: ' It left our store on Monday and is on its way to you. The driver plans to bring it on Friday, between nine and twelve in the morning. If no one is home then, he will leave a card with a number that you can call to choose a new day. You can also pick it up at our shop, which is open from Monday to Saturday. Should the rug not be what you had in mind, you may send it back within thirty days, at our own cost. Shall I send you all of that by text?',
  },
  {
    firstSentence: 'Sure, I can help you with that.',
    rest: ' You may send the rug back within thirty days, as long as it has not been used. Please put the slip that came in the box on top, and close the box with tape. Then bring it to any post office, or tell me a day on which we should pick it up at your door. Once it is back with us, the money will be on your card within five days. If you would rather have the same rug in a darker tone, I can send it out today. Which of the two would you like me to do?',
  },
  {
    firstSentence: 'Thanks for waiting, I have found your order.',
    rest: ' It left our store on Monday and is on its way to you. The driver plans to bring it on Friday, between nine and twelve in the morning. If no one is home then, he will leave a card with a number that you can call to choose a new day. You can also pick it up at our shop, which is open from Monday to Saturday. Should the rug not be what you had in mind, you may send it back within thirty days. Shall I send you all of that in a short text?',
  },
];
