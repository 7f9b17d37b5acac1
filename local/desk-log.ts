import type { Writable } from 'node:stream';
import { inspect, styleText } from 'node:util';
import type { Log } from '#lib/ports/telemetry.ts';

const levels = ['info', 'warn', 'error', 'silent'] as const;
export type DeskLogLevel = (typeof levels)[number];

export type DeskLogOptions = {
  /** The least serious lines that are shown. Default: info. */
  level?: DeskLogLevel;
  /** Default: stderr, so that the phone has stdout to itself. */
  stream?: Writable & { isTTY?: boolean };
  /** Default: on a terminal, unless NO_COLOR is set. */
  color?: boolean;
  /** Epoch milliseconds. */
  now?: () => number;
};

type Level = Exclude<DeskLogLevel, 'silent'>;
type Shown = Record<string, unknown>;

/** One line per event for a person to read. Unlike the log in AWS it shows `pii`: on the desk it is your own. */
export function deskLog(options: DeskLogOptions = {}): Log {
  const { level: least = 'info', stream = process.stderr, now = Date.now } = options;
  const color = options.color ?? (stream.isTTY === true && !process.env.NO_COLOR);
  const paint = (style: Parameters<typeof styleText>[0], text: string): string =>
    color ? styleText(style, text, { validateStream: false }) : text;

  const write = (level: Level, message: string, fields: Shown = {}, pii: Shown = {}): void => {
    if (levels.indexOf(level) < levels.indexOf(least)) return;
    const time = new Date(now()).toISOString().slice(11, 23);
    const parts = [
      paint('dim', time),
      paint(styleOf[level], level.padEnd(5)),
      plain(message),
      ...pairs(fields).map((pair) => paint('dim', pair)),
      ...pairs(pii).map((pair) => paint('cyan', pair)),
    ];
    stream.write(`${parts.join(' ')}\n`);
  };

  return {
    info: (message, fields, pii) => write('info', message, fields, pii),
    warn: (message, fields, pii) => write('warn', message, fields, pii),
    error: (message, cause, fields) => write('error', message, { ...fields, cause: chain(cause) }),
  };
}

const styleOf = { info: 'green', warn: 'yellow', error: 'red' } as const;

const pairs = (fields: Shown): string[] =>
  Object.entries(fields)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${word(value)}`);

/** Quoted where it would not read as one word, so that a caller's words can neither break the line nor color it. */
function word(value: unknown): string {
  if (typeof value !== 'string') return plain(oneLine(value));
  return /^[\w.:/@+#-]+$/.test(value) ? value : plain(JSON.stringify(value));
}

const oneLine = (value: unknown): string => inspect(value, { breakLength: Number.POSITIVE_INFINITY, depth: 3 });

/** Without control characters: they could move the cursor or end the line. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it removes.
const plain = (text: string): string => text.replace(/[\u0000-\u001f\u007f-\u009f]+/g, ' ');

/** An error and its causes in one line, with the place in our code where the first was thrown. */
function chain(cause: unknown, depth = 0): string {
  if (!(cause instanceof Error)) return typeof cause === 'string' ? cause : oneLine(cause);
  const place = depth === 0 ? /\(?(?:file:\/\/)?([^\s()]+:\d+):\d+\)?$/m.exec(cause.stack ?? '')?.[1] : undefined;
  const here = `${cause.name}: ${cause.message}${place === undefined ? '' : ` (${place.replace(`${process.cwd()}/`, '')})`}`;
  return cause.cause === undefined || depth === 4 ? here : `${here} <- ${chain(cause.cause, depth + 1)}`;
}
