import fc from 'fast-check';
import { type Choose, Stage } from '#test/ledger/stage.ts';

type Play = (stage: Stage, choose: Choose) => Promise<void>;

/** EVERY_ORDER=true plays them all, however many; it takes minutes. */
const everyOrder = process.env.EVERY_ORDER === 'true';

/** Plays once for every sequence of choices that there is; where they are more than `most`, for so many that fast-check makes up. */
export async function orders(most: number, play: Play): Promise<void> {
  const path: number[] = [];
  const widths: number[] = [];
  for (let played = 0; everyOrder || played < most; played += 1) {
    let depth = 0;
    await told(play, (width) => {
      widths[depth] = width;
      path[depth] ??= 0;
      depth += 1;
      return path[depth - 1] ?? 0;
    });
    while (path.length > 0 && (path.at(-1) ?? 0) + 1 >= (widths[path.length - 1] ?? 0)) path.pop();
    if (path.length === 0) return;
    path[path.length - 1] = (path.at(-1) ?? 0) + 1;
  }
  await someOrders(most, play);
}

/** Plays for so many sequences of choices that fast-check makes up. */
export async function someOrders(numRuns: number, play: Play): Promise<void> {
  const choices = fc.array(fc.nat({ max: 5039 }), { minLength: 8, maxLength: 80, size: 'max' });
  const property = fc.asyncProperty(choices, (made) => {
    let depth = 0;
    return told(play, (width) => (made[depth++ % made.length] ?? 0) % width);
  });
  await fc.assert(property, { numRuns });
}

async function told(play: Play, choose: Choose): Promise<void> {
  const stage = new Stage();
  try {
    await play(stage, choose);
  } catch (cause) {
    const what = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`${what}\nAfter: ${stage.story.join(', ')}.`, { cause });
  }
}
