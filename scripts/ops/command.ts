import { type ParseArgsConfig, parseArgs } from 'node:util';

/** What a command says with its exit code. Documented in docs/deployment.md. */
export const exitCodes = {
  ok: 0,
  /** It worked, and what it looked at is not as it should be. */
  wrong: 1,
  /** It was called in a way that it does not know. */
  usage: 2,
  /** It could not work: no credentials, refused, nobody answered. */
  cannotWork: 3,
} as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** Ends a command with a sentence for whoever ran it, and no stack. */
export class CommandError extends Error {
  readonly exitCode: ExitCode;

  constructor(exitCode: ExitCode, message: string, options: { cause?: unknown } = {}) {
    super(message, options);
    this.name = 'CommandError';
    this.exitCode = exitCode;
  }
}

type Options = NonNullable<ParseArgsConfig['options']>;
type Values<Given extends Options> = ReturnType<
  typeof parseArgs<{ options: Given & { help: { type: 'boolean'; short: 'h' } } }>
>['values'];

/** Runs a command: reads its options, answers --help, and turns every failure into one sentence and an exit code. */
export async function runCommand<const Given extends Options>(
  command: { help: string; options: Given },
  run: (values: Values<Given>) => Promise<ExitCode>,
): Promise<void> {
  try {
    const values = readOptions(command.options);
    if ((values as { help?: boolean }).help) process.stdout.write(`${command.help}\n`);
    else process.exitCode = await run(values);
  } catch (cause) {
    process.stderr.write(`${cause instanceof Error ? cause.message : String(cause)}\n`);
    process.exitCode = cause instanceof CommandError ? cause.exitCode : exitCodes.cannotWork;
  }
}

function readOptions<Given extends Options>(options: Given): Values<Given> {
  try {
    return parseArgs({ options: { ...options, help: { type: 'boolean', short: 'h' } } }).values as Values<Given>;
  } catch (cause) {
    const said = cause instanceof Error ? cause.message : String(cause);
    throw new CommandError(exitCodes.usage, `${said} --help says what it knows.`);
  }
}
