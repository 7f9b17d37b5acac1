import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const ours = new Set<string>();

/**
 * Makes a folder and takes it for this process; the answer gives it back. LevelDB lets only one process in, and dynalite
 * meets a second one with an exception that nothing can catch: so we ask first.
 */
export function ownFolder(path: string): () => void {
  const folder = resolve(path);
  const note = join(folder, 'owner.pid');
  mkdirSync(folder, { recursive: true });
  const owner = readOwner(note);
  // Our own number in the note of another run: in a container every run has the same.
  const taken = owner === process.pid ? ours.has(folder) : owner !== undefined && isAlive(owner);
  if (taken) {
    throw new Error(
      `${folder} is in use by process ${owner}. Stop it or take another folder (or, if it is not so, delete ${note}).`,
    );
  }
  writeFileSync(note, String(process.pid));
  ours.add(folder);
  return () => {
    ours.delete(folder);
    rmSync(note, { force: true });
  };
}

function readOwner(note: string): number | undefined {
  try {
    return Number(readFileSync(note, 'utf8'));
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // It lives, but is somebody else's.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
