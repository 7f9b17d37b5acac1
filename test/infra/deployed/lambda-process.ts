import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * What Lambda's runtime does, in a process of its own: imports the handler that the function names from its folder, and
 * answers one event after another. Arguments: the folder, the handler, where `*` means the export that is named as the
 * function is for which an event comes. It is started with the function's environment only.
 */
type Job = { id: number; event: unknown; context: { functionName?: string }; deadline: number };

const [folder = '', handlerName = ''] = process.argv.slice(2);
const [file, name = ''] = handlerName.split('.');
const module = (await import(pathToFileURL(join(folder, `${file}.mjs`)).href)) as Record<string, unknown>;
const handlerFor = (functionName = ''): unknown => module[name === '*' ? functionName : name];
if (name !== '*' && typeof handlerFor() !== 'function') throw new Error(`${handlerName} is not a function.`);

process.on('message', ({ id, event, context, deadline }: Job) => {
  const given = { ...context, getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()) };
  Promise.resolve()
    .then(() => {
      const handler = handlerFor(context.functionName);
      if (typeof handler !== 'function') throw new Error(`${context.functionName} is not a function.`);
      return handler(event, given);
    })
    .then(
      (result: unknown) => process.send?.({ id, result }),
      (cause: unknown) => process.send?.({ id, error: cause instanceof Error ? cause.message : String(cause) }),
    );
});
process.send?.({ id: 'ready' });
