import { stripVTControlCharacters } from 'node:util';
import { paint, print } from '#local/terminal.ts';

/** A limit that was set for a number, and whether it holds. */
export type Check = { what: string; pass: boolean; measured: string; limit: string };

export type Cell = string | number;

/** What one part of the bench found: a table for a person, `data` for a program. */
export type Section = {
  title: string;
  columns: readonly string[];
  rows: readonly (readonly Cell[])[];
  /** What one has to know to read the table. */
  notes: readonly string[];
  checks: readonly Check[];
  data: unknown;
};

export function printSection({ title, columns, rows, notes, checks }: Section): void {
  print(paint('bold', `\n${title}`));
  for (const line of toTable(columns, rows)) print(`  ${line}`);
  for (const note of notes) print(paint('dim', `  ${note}`));
  for (const check of checks) print(`  ${verdict(check)}`);
}

export const verdict = ({ what, pass, measured, limit }: Check): string =>
  `${pass ? paint('green', 'PASS') : paint('red', 'FAIL')}  ${what}: ${measured} (limit ${limit})`;

/** Columns as wide as their widest cell; numbers stand to the right. */
function toTable(columns: readonly string[], rows: readonly (readonly Cell[])[]): string[] {
  const texts = rows.map((row) => row.map(String));
  const widths = columns.map((title, at) => Math.max(title.length, ...texts.map((row) => (row[at] ?? '').length)));
  const toRight = columns.map((_, at) => rows.length > 0 && rows.every((row) => typeof row[at] === 'number'));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, at) => (toRight[at] ? cell.padStart(widths[at] ?? 0) : cell.padEnd(widths[at] ?? 0)))
      .join('  ')
      .trimEnd();
  const head = line(columns);
  return [paint('dim', head), ...texts.map(line)].map((text) => (stripVTControlCharacters(text) === '' ? '' : text));
}
