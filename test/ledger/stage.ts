import type { Around } from '#test/ledger/port-calls.ts';

type Actor = {
  name: string;
  /** Let it go on from where it waits: from several calls where it made them at once. None once it is dead or at its end. */
  gates: (() => void)[];
  dead: boolean;
  /** Resolves when it waits again, or has come to its end. */
  arrived: PromiseWithResolvers<void>;
};

/** Picks one of so many, from 0. */
export type Choose = (width: number) => number;

/**
 * Lets workers run at the same time in an order that is chosen from outside. Each stops after every call of a port, its effect
 * done and its answer not yet read: there it may wait for as long as one likes, or die. A step takes it to its next stop.
 */
export class Stage {
  /** What has happened, in order, for whoever must understand a failure. */
  readonly story: string[] = [];
  readonly #actors: Actor[] = [];

  enter(name: string, work: (around: Around) => Promise<unknown>): void {
    const actor: Actor = { name, gates: [], dead: false, arrived: Promise.withResolvers() };
    const pause = (): Promise<void> => {
      const gate = Promise.withResolvers<void>();
      if (actor.dead) return gate.promise;
      actor.gates.push(gate.resolve);
      actor.arrived.resolve();
      return gate.promise;
    };
    const around: Around = async (call, carryOut) => {
      if (actor.dead) return new Promise(() => undefined);
      const answer = carryOut();
      await answer.catch(() => undefined);
      this.story.push(`${name} ${call}`);
      await pause();
      return answer;
    };
    actor.gates.push(() => {
      work(around)
        .catch((failure: unknown) => this.story.push(`${name} failed: ${failure}`))
        .finally(() => actor.arrived.resolve());
    });
    this.#actors.push(actor);
  }

  /** How many can take a step. */
  get waiting(): number {
    return this.#waiting().length;
  }

  async step(choose: Choose): Promise<void> {
    const actor = this.#chosen(choose);
    if (actor === undefined) return;
    const gates = actor.gates.splice(0);
    actor.arrived = Promise.withResolvers();
    for (const goOn of gates) goOn();
    await actor.arrived.promise;
  }

  /** Ends one for good, where it stands. */
  kill(choose: Choose): void {
    const actor = this.#chosen(choose);
    if (actor === undefined) return;
    actor.dead = true;
    actor.gates = [];
    this.story.push(`${actor.name} died`);
  }

  /** Steps until nobody is left, where one of them, at most, may die at any moment. */
  async playOutWithDeath(choose: Choose): Promise<void> {
    let deaths = 0;
    while (this.waiting > 0) {
      if (deaths === 0 && choose(2) === 1) {
        deaths += 1;
        this.kill(choose);
      } else await this.step(choose);
    }
  }

  /** Steps until nobody is left. */
  async playOut(choose: Choose): Promise<void> {
    while (this.waiting > 0) await this.step(choose);
  }

  #waiting(): Actor[] {
    return this.#actors.filter(({ gates }) => gates.length > 0);
  }

  #chosen(choose: Choose): Actor | undefined {
    const waiting = this.#waiting();
    return waiting[waiting.length > 1 ? choose(waiting.length) : 0];
  }
}
