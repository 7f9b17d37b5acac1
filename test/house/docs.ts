import { readdirSync, readFileSync } from 'node:fs';

/**
 * The rows of the first table under a heading of a document, or of the first whose first column is called so, cell by cell.
 * Throws where there is none.
 */
export function tableUnder(file: string, heading: string, column = ''): string[][] {
  const lines = readFileSync(file, 'utf8').split('\n');
  const start = lines.indexOf(heading);
  if (start === -1) throw new Error(`${file} has no "${heading}".`);
  const section = lines.slice(start + 1);
  const end = section.findIndex((line) => line.startsWith('## '));
  const inSection = end === -1 ? section : section.slice(0, end);
  const first = inSection.findIndex((line) => line.startsWith(column === '' ? '|' : `| ${column} |`));
  if (first === -1) throw new Error(`${file} has no table ${column} under "${heading}".`);
  const length = inSection.slice(first).findIndex((line) => !line.startsWith('|'));
  const rows = inSection.slice(first, length === -1 ? undefined : first + length);
  // The first two lines are the head and its rule.
  return rows.slice(2).map((row) =>
    row
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

/** What stands in backticks in a text. */
export const quoted = (text: string): string[] => [...text.matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code);

/** Every source file under a folder, as path and text. */
export function sources(folder: string): { path: string; text: string }[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ts|mjs)$/.test(name))
    .map((name) => `${folder}/${name}`)
    .map((path) => ({ path, text: readFileSync(path, 'utf8') }));
}
