const at = '(?: ?@ ?| (?:at|arroba|arobase|klammeraffe) )';
const joins: Record<string, string> = {
  dot: '.',
  punto: '.',
  point: '.',
  punkt: '.',
  ponto: '.',
  underscore: '_',
  unterstrich: '_',
  dash: '-',
  hyphen: '-',
  minus: '-',
  guion: '-',
  tiret: '-',
  bindestrich: '-',
  hifen: '-',
};
const join = `(?: (?:${Object.keys(joins).join('|')}) |[._-])`;
const word = '[\\p{L}\\d+]+';
const address = new RegExp(`${word}(?:${join}${word})*${at}${word}(?:${join}${word})+`, 'u');
const written = /[\p{L}\d._+-]+@[\p{L}\d-]+(?:\.[\p{L}\d-]+)+/u;

/** An e-mail address, written or said ("nora dot lane at example dot com"), and the words without it. */
export function emailIn(words: string): { address: string; rest: string } | undefined {
  const plain = words.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '');
  const found = (written.exec(plain) ?? address.exec(plain))?.[0];
  if (found === undefined) return undefined;
  const spelt = found
    .replace(new RegExp(at), '@')
    .replace(/ (\p{L}+) /gu, (said, name: string) => joins[name] ?? said)
    .replaceAll(' ', '');
  return { address: spelt, rest: plain.replace(found, ' ') };
}
