import type { Heard } from '#local/twilio/progress.ts';

const colours = { dim: '2', bold: '1', red: '31', green: '32', yellow: '33', cyan: '36' } as const;

/** Colour where a terminal shows it, plain text in a pipe. */
export function paint(colour: keyof typeof colours, text: string): string {
  return process.stdout.isTTY && !process.env.NO_COLOR ? `\u001b[${colours[colour]}m${text}\u001b[0m` : text;
}

export const print = (text = ''): void => void process.stdout.write(`${text}\n`);

/** A line of a call's transcript: how long the caller waited for it, who spoke, and what. */
export const transcriptLine = (who: string, text: string, gapMs?: number): string => {
  const gap = gapMs === undefined ? '' : `${Math.round(gapMs)} ms`;
  return `${paint('dim', gap.padStart(8))}  ${paint(who === 'Caller' ? 'cyan' : 'green', who.padEnd(7))} ${text}`;
};

export const heardLine = (who: string, { text, gapMs }: Heard): string => transcriptLine(who, text, gapMs);
