import { expect, it } from 'vitest';
import type { Stores } from '#lib/ports/ports.ts';
import { freshId, sampleTask } from '#test/support/samples.ts';

/** The list of what is due is of all companies, so each test of it lives in a year of its own. */
export function describeOutbox(stores: () => Stores): void {
  const write = async (own: Parameters<typeof sampleTask>[0] = {}) => {
    const task = sampleTask(own);
    await stores().outbox.createOnce(task);
    return task;
  };
  const now = '2026-11-22T21:30:00.000Z';
  const until = '2026-11-22T21:32:00.000Z';

  it('gives back a task as it was written', async () => {
    const tasks = [
      sampleTask({ about: { kind: 'escalation', attempt: 3 } }),
      sampleTask({ about: { kind: 'reminder', callbackId: 'cb_1', from: now } }),
      sampleTask({ note: 'HTTP 503' }),
    ];
    for (const task of tasks) {
      expect(await stores().outbox.createOnce(task)).toBe(true);
      expect(await stores().outbox.find(task.companyId, task.taskId)).toEqual(task);
    }
    expect(await stores().outbox.find(freshId('acme'), 'nothing')).toBeUndefined();
  });

  it('writes a task once for twenty at the same time, and never over one that is done', async () => {
    const task = sampleTask();
    const made = await Promise.all(Array.from({ length: 20 }, () => stores().outbox.createOnce(task)));
    expect(made.filter(Boolean)).toHaveLength(1);
    const claimed = await stores().outbox.claim(task, now, until);
    expect(await stores().outbox.settle({ ...task, tries: 1 }, { state: 'done', doubts: 0 })).toBe(true);
    expect(await stores().outbox.createOnce(task)).toBe(false);
    expect(claimed).toMatchObject({ tries: 1, doubts: 1 });
  });

  it('is claimed by exactly one of many, and by nobody while the try is under way', async () => {
    const task = await write();
    const claims = await Promise.all(Array.from({ length: 20 }, () => stores().outbox.claim(task, now, until)));
    expect(claims.filter((claim) => claim !== undefined)).toEqual([{ ...task, dueAt: until, tries: 1, doubts: 1 }]);
    expect(await stores().outbox.claim(task, '2026-11-22T21:31:59.999Z', until)).toBeUndefined();
  });

  it('is claimed again when the try is lost, and the lost try settles nothing any more', async () => {
    const task = await write();
    await stores().outbox.claim(task, now, until);
    const later = '2026-11-22T21:40:00.000Z';
    expect(await stores().outbox.claim(task, until, later)).toEqual({ ...task, dueAt: later, tries: 2, doubts: 2 });
    expect(await stores().outbox.settle({ ...task, tries: 1 }, { state: 'done', doubts: 0 })).toBe(false);
    expect(await stores().outbox.settle({ ...task, tries: 2 }, { state: 'done', doubts: 0, note: 'sent' })).toBe(true);
    expect(await stores().outbox.find(task.companyId, task.taskId)).toMatchObject({ state: 'done', note: 'sent' });
  });

  it('may say less of what it was about once it is over', async () => {
    const task = await write({ about: { kind: 'message', turn: 1, message: 'The lamp came broken.' } });
    await stores().outbox.claim(task, now, until);
    const about = { kind: 'message', turn: 1, message: '[erased]' } as const;
    expect(await stores().outbox.settle({ ...task, tries: 1 }, { state: 'done', doubts: 0, about })).toBe(true);
    expect(await stores().outbox.find(task.companyId, task.taskId)).toMatchObject({ state: 'done', about });
    expect(await stores().outbox.createOnce(task)).toBe(false);
  });

  it('is neither claimed before it is due, nor when it is over, nor where it never was', async () => {
    const task = await write({ dueAt: until });
    expect(await stores().outbox.claim(task, now, until)).toBeUndefined();
    expect(await stores().outbox.claim(sampleTask(), now, until)).toBeUndefined();
    await stores().outbox.claim(task, until, '2026-11-22T21:40:00.000Z');
    await stores().outbox.settle({ ...task, tries: 1 }, { state: 'given-up', doubts: 1 });
    expect(await stores().outbox.claim(task, '2099-01-01T00:00:00.000Z', '2099-01-02T00:00:00.000Z')).toBeUndefined();
    expect(await stores().outbox.settle({ ...task, tries: 1 }, { state: 'done', doubts: 0 })).toBe(false);
  });

  it('is due again when the try says so', async () => {
    const task = await write();
    await stores().outbox.claim(task, now, until);
    const again = { state: 'open', doubts: 0, dueAt: '2026-11-22T21:31:00.000Z', note: 'busy' } as const;
    expect(await stores().outbox.settle({ ...task, tries: 1 }, again)).toBe(true);
    expect(await stores().outbox.find(task.companyId, task.taskId)).toEqual({ ...task, ...again, tries: 1 });
    expect(await stores().outbox.claim(task, again.dueAt, until)).toMatchObject({ tries: 2, doubts: 1 });
  });

  it('is listed oldest first when it is due, up to the limit, until it is done', async () => {
    const times = [3, 1, 2].map((second) => `1991-01-01T00:00:0${second}.000Z`);
    const [third, first, second] = await Promise.all(times.map((dueAt) => write({ dueAt })));
    expect(await stores().outbox.due('1991-01-01T00:00:03.000Z', 1000)).toEqual([first, second, third]);
    expect(await stores().outbox.due('1991-01-01T00:00:02.000Z', 1)).toEqual([first]);
    expect(await stores().outbox.due('1991-01-01T00:00:02.999Z', 1000)).toEqual([first, second]);
    expect(await stores().outbox.due('1991-01-02', 0)).toEqual([]);
    if (first === undefined) throw new Error('No first task.');
    await stores().outbox.claim(first, '1991-01-02T00:00:00.000Z', '1991-01-03T00:00:00.000Z');
    await stores().outbox.settle({ ...first, tries: 1 }, { state: 'done', doubts: 0 });
    expect(await stores().outbox.due('1991-12-31', 1000)).toEqual([second, third]);
  });
}
