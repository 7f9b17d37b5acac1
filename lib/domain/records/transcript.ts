import type { Story } from '#lib/domain/records/story.ts';

export type Line = { who: 'customer' | 'aiRep' | 'aiManager' | 'note'; text: string; at?: string };

/** What was said, line by line, as it is handed out. */
export function linesOf({ call, dialogue, session }: Story): Line[] {
  const isMachine = call?.pickedUpBy === 'machine';
  const greeting: Line[] =
    dialogue.greeting === undefined ? [] : [{ who: 'aiRep', text: dialogue.greeting, at: session.startedAt }];
  const lines = dialogue.turns.flatMap(({ caller, reply, event }): Line[] => {
    const at = caller === undefined ? {} : { at: new Date(caller.claimedAt).toISOString() };
    const heard = caller?.heard;
    const sentences = reply?.sentences ?? [];
    const handOver = reply?.managerFrom ?? (reply?.tier === 'aiManager' ? 0 : sentences.length);
    const said = (who: Line['who'], own: readonly string[]): Line[] =>
      own.length === 0 ? [] : [{ who, text: own.join(' '), ...answeredAt(reply?.firstSentenceAt) }];
    return [
      ...(heard?.kind === 'spoken' ? [{ ...spokenBy(isMachine, heard.text), ...at }] : []),
      ...(heard?.kind === 'keys' ? [{ who: 'customer' as const, text: `(pressed ${heard.digits})`, ...at }] : []),
      ...(heard?.kind === 'silence' ? [{ who: 'note' as const, text: '(silence)', ...at }] : []),
      ...said('aiRep', sentences.slice(0, handOver)),
      ...said('aiManager', sentences.slice(handOver)),
      ...(event === undefined ? [] : [{ who: 'note' as const, text: `(${event.event})` }]),
    ];
  });
  return [...greeting, ...lines];
}

/** The greeting of an answering machine is nobody's word. */
const spokenBy = (isMachine: boolean, text: string): Line =>
  isMachine ? { who: 'note', text: `(answering machine: ${text})` } : { who: 'customer', text };

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
    ({ who, text, at }) => `${at === undefined ? '' : `[${at}] `}${names[who]}: ${text.replace(/\s+/g, ' ').trim()}`,
  );
  const heading = `${displayName}, ${session.channel}, ${session.startedAt}, ${session.status}`;
  return `${[heading, '', ...lines].join('\n')}\n`;
}

const answeredAt = (ms: number | undefined): { at?: string } =>
  ms === undefined ? {} : { at: new Date(ms).toISOString() };
