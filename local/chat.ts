import { randomUUID } from 'node:crypto';
import { createInterface } from 'node:readline';
import { pathOf } from '#lib/routes.ts';
import { demo } from '#local/demo-company.ts';
import { keptSigningKey } from '#local/issuer/signing-key.ts';
import { signToken } from '#local/issuer/token.ts';
import { portOf } from '#local/port.ts';
import { paint, print, transcriptLine } from '#local/terminal.ts';

/** `npm run chat`: writes to a desk that is already running (`npm run dev`) as a visitor of the demo company's pages. */
const url = `http://127.0.0.1:${portOf(process.env.PORT)}`;
const token = await signToken(await keptSigningKey(), { companyId: demo.companyId, role: 'chat' });

const opened = await post(pathOf('openChat'), { channel: 'chat' }).catch(() => undefined);
if (opened === undefined) {
  process.stderr.write(`Nothing answers at ${url}. Start the desk first with "npm run dev".\n`);
  process.exit(1);
}
const { session, greeting } = (await opened.json()) as { session: { sessionId: string }; greeting: string };
const { sessionId } = session;
print(paint('dim', 'Type what the customer writes, /person for a person, or /end.'));
print(transcriptLine('AI', greeting));
let isOver = false;
prompt();
for await (const line of createInterface({ input: process.stdin, terminal: false })) {
  await act(line.trim());
  if (isOver) break;
  prompt();
}
print(paint('dim', '          the chat is over'));
process.exit(0);

function prompt(): void {
  process.stdout.write(paint('cyan', `${' '.repeat(10)}You     `));
}

async function act(line: string): Promise<void> {
  if (line === '') return;
  if (line === '/end') {
    await post(pathOf('endSession', { sessionId }), {});
    isOver = true;
  } else if (line === '/person') {
    const answer = await post(pathOf('escalateSession', { sessionId }), { reason: 'The customer asks for a person.' });
    const told = (await answer.json()) as { text?: string; detail?: string };
    print(transcriptLine('AI', told.text ?? told.detail ?? ''));
  } else await write(line);
}

/** Shows the answer as it comes. */
async function write(text: string): Promise<void> {
  const answer = await post(pathOf('sendMessage', { sessionId }), { text }, { accept: 'text/event-stream' });
  const decoder = new TextDecoder();
  let told = '';
  for await (const piece of answer.body ?? []) {
    told += decoder.decode(piece as Uint8Array, { stream: true });
    const blocks = told.split('\n\n');
    told = blocks.pop() ?? '';
    for (const block of blocks) show(block);
  }
  if (!answer.ok) print(paint('yellow', told));
}

function show(block: string): void {
  const event = /^event: (.*)$/m.exec(block)?.[1];
  const body = JSON.parse(/^data: (.*)$/m.exec(block)?.[1] ?? '{}') as { text?: string; name?: string; next?: string };
  if (event === 'sentence') print(transcriptLine(body.name ?? 'AI', body.text ?? ''));
  if (event === 'problem') print(paint('yellow', JSON.stringify(body)));
  if (event === 'done' && body.next === 'ended') isOver = true;
}

async function post(path: string, body: object, headers: Record<string, string> = {}): Promise<Response> {
  return await fetch(url + path, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'idempotency-key': randomUUID(),
      ...headers,
    },
    body: JSON.stringify(body),
  });
}
