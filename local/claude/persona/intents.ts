import { account, accountAnswer, accountFollowUps } from '#local/claude/persona/account/account.ts';
import { askManager, managerTookOver } from '#local/claude/persona/account/ask-manager.ts';
import { callBack, calledBack } from '#local/claude/persona/callback.ts';
import { ended, goodbye, thanks } from '#local/claude/persona/farewell.ts';
import { goOn, sayItAgain } from '#local/claude/persona/go-on.ts';
import type { FollowUp, Intent } from '#local/claude/persona/intent.ts';
import { knowledgeFound, question, topicIntents } from '#local/claude/persona/knowledge.ts';
import { leaveMessage, messageAccepted, messageDeclined, messageRefused } from '#local/claude/persona/message.ts';
import { accepted, declined } from '#local/claude/persona/offer.ts';
import { order } from '#local/claude/persona/order.ts';
import { furious, person } from '#local/claude/persona/person.ts';
import { greeting, howAreYou, whatYouSell, whoAreYou } from '#local/claude/persona/small-talk.ts';
import { transferred } from '#local/claude/persona/transfer.ts';

/** What callers may want. The first that recognises the words and has a reply, answers. */
export const intents: readonly Intent[] = [
  accountAnswer,
  messageDeclined,
  messageAccepted,
  declined,
  accepted,
  leaveMessage,
  callBack,
  furious,
  whoAreYou,
  askManager,
  account,
  person,
  goodbye,
  sayItAgain,
  order,
  ...topicIntents,
  howAreYou,
  whatYouSell,
  question,
  thanks,
  greeting,
  goOn,
];

/** What we say once a tool has answered. */
export const followUps: readonly FollowUp[] = [
  knowledgeFound,
  transferred,
  calledBack,
  messageRefused,
  ended,
  managerTookOver,
  ...accountFollowUps,
];
