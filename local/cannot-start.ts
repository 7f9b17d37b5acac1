/** Says in a sentence why the desk does not start, and exits. */
export function cannotStart(cause: unknown, port: number): never {
  const { code, message } = cause as NodeJS.ErrnoException;
  process.stderr.write(
    code === 'EADDRINUSE'
      ? `Port ${port} is taken. Set PORT to another, or to 0 for any free one.\n`
      : `The desk cannot start: ${message}\n`,
  );
  process.exit(1);
}
