/** The port that PORT names, 3001 where it names none. Exits with a clear sentence when it is no port. */
export function portOf(text: string | undefined): number {
  const port = Number(text === undefined || text.trim() === '' ? '3001' : text);
  if (Number.isInteger(port) && port >= 0 && port < 65_536) return port;
  process.stderr.write(`PORT must be a number from 0 to 65535; it is "${text}".\n`);
  process.exit(2);
}
