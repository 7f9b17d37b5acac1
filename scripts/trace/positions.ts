import { existsSync } from 'node:fs';
import { SourceMap } from 'node:module';
import { mapFunction } from '#scripts/bundling.ts';

/** A position in a bundle as a stack has it, with the folder that Lambda or a test runs it from. */
const position = /(?:file:\/\/)?[^\s"'()]*\/([a-z-]+)\.mjs:(\d+):(\d+)/g;

/** Puts the place in our sources where a text has one in a bundle. What is no bundle of ours, or leads nowhere, stays. */
export async function tracePositions(text: string): Promise<{ traced: string; found: number }> {
  const named = [...text.matchAll(position)].map(([, entry = '']) => entry);
  const ours = [...new Set(named)].filter((entry) => existsSync(`functions/${entry}.ts`));
  const maps = new Map<string, SourceMap>();
  for (const entry of ours) maps.set(entry, new SourceMap(await mapFunction(entry)));
  let found = 0;
  const traced = text.replace(position, (written: string, entry: string, line: string, column: string) => {
    const origin = maps.get(entry)?.findOrigin(Number(line), Number(column));
    if (origin === undefined || !('fileName' in origin)) return written;
    found += 1;
    return `${origin.fileName}:${origin.lineNumber}:${origin.columnNumber}`;
  });
  return { traced, found };
}
