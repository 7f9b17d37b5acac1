import type { DialogueEvent } from '#lib/domain/dialogue.ts';
import { wasTaken } from '#lib/domain/escalation.ts';
import { ownWordsOf } from '#lib/domain/records/own-words.ts';
import { shownWords } from '#lib/domain/records/shown.ts';
import type { Story } from '#lib/domain/records/story.ts';
import type { Session } from '#lib/domain/session.ts';

export type Line = { who: 'customer' | 'aiRep' | 'aiManager' | 'note'; text: string; at?: string };

type Turn = Story['dialogue']['turns'][number];

/** What was said, line by line, as it is handed out. */
export function linesOf(story: Story): Line[] {
  const { dialogue, session, call } = story;
  const { aiRep, aiManager } = session.config.tiers;
  const who = aiRep.enabled || !aiManager.enabled ? 'aiRep' : 'aiManager';
  const greeting: Line[] =
    dialogue.greeting === undefined ? [] : [{ who, text: dialogue.greeting, at: session.startedAt }];
  const lines = dialogue.turns.flatMap((turn): Line[] => {
    const { event } = turn;
    const transfer = call?.transfers[turn.turn];
    return [
      ...heardIn(story, turn),
      ...saidIn(story, turn),
      ...(event === undefined ? [] : [{ who: 'note' as const, text: eventNotes[event.event] }]),
      ...(transfer !== undefined && wasTaken(transfer)
        ? [{ who: 'note' as const, text: 'A person took the call.' }]
        : []),
    ];
  });
  return [...greeting, ...lines].map((line) => ({ ...line, text: shownWords(line.text) }));
}

/** The same as plain text: a heading, then a line for each. Nothing that was said can look like another line. */
export function textOf(story: Story): string {
  const { session } = story;
  const { tiers, displayName } = session.config;
  const names = {
    customer: 'Customer',
    aiRep: `${tiers.aiRep.name} (AI)`,
    aiManager: `${tiers.aiManager.name} (AI manager)`,
    note: 'Note',
  };
  const lines = linesOf(story).map(
    ({ who, text, at }) => `${at === undefined ? '' : `[${at}] `}${names[who]}: ${text}`,
  );
  const heading = `${displayName}, ${session.channel}, ${session.startedAt}, ${session.status}`;
  return `${[heading, whose(session), '', ...lines].map(onOneLine).join('\n')}\n`;
}

function heardIn({ call }: Story, { caller }: Turn): Line[] {
  if (caller === undefined) return [];
  const { heard, claimedAt } = caller;
  const at = new Date(claimedAt).toISOString();
  // The greeting of an answering machine is nobody's word.
  if (heard.kind === 'spoken' && call?.pickedUpBy === 'machine')
    return [{ who: 'note', text: `(answering machine: ${heard.text})`, at }];
  if (heard.kind === 'spoken') return [{ who: 'customer', text: heard.text, at }];
  if (heard.kind === 'keys') return [{ who: 'customer', text: `(pressed ${heard.digits})`, at }];
  return [{ who: 'note', text: '(silence)', at }];
}

/** The model's sentences and our own, in order: those of one speaker together. */
function saidIn(story: Story, turn: Turn): Line[] {
  const { reply } = turn;
  const sentences = reply?.sentences ?? [];
  const handOver = reply?.managerFrom ?? (reply?.tier === 'aiManager' ? 0 : sentences.length);
  const at = reply?.firstSentenceAt === undefined ? {} : { at: new Date(reply.firstSentenceAt).toISOString() };
  const pieces: Line[] = [
    ...sentences.map((text, index): Line => ({ who: index < handOver ? 'aiRep' : 'aiManager', text, ...at })),
    ...ownWordsOf(story, turn),
  ];
  const lines: Line[] = [];
  for (const piece of pieces) {
    const last = lines.at(-1);
    if (last?.who === piece.who) last.text += ` ${piece.text}`;
    else lines.push({ ...piece });
  }
  return lines;
}

function whose({ sessionId, callSid, verified, customerHint }: Session): string {
  const customer = verified === undefined ? 'nobody verified' : `verified customer ${verified.customerId}`;
  return [
    `Session ${sessionId}`,
    ...(callSid === undefined ? [] : [`call ${callSid}`]),
    customer,
    ...(customerHint === undefined ? [] : [`${customerHint} by the company’s word`]),
  ].join(', ');
}

/** Line breaks of every kind as a blank; marks that would turn what follows round, as nothing. */
const onOneLine = (text: string): string =>
  text
    .replace(/[\u202A-\u202E\u2066-\u2069]/g, '')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();

const eventNotes: Record<DialogueEvent['event'], string> = {
  'transfer-no-answer': 'Nobody answered the transfer.',
  'transfer-busy': 'The line of the person was busy.',
  'transfer-failed': 'The transfer failed.',
  'transfer-nobody-free': 'Nobody of the team was free to take the call.',
  'transfer-after-hours': 'The team was not there at that hour, and nobody was rung.',
  'message-recorded': 'A spoken message for the team was recorded.',
  'message-empty': 'Nothing was said after the tone.',
  'message-refused': 'The caller did not agree to be recorded.',
  'handed-to-team': 'The team was told of this chat, and gets back to the customer.',
};
