/**
 * A receiver of CS AI's commerce requests (docs/commerce-webhook.md) for Node 24, with nothing to install:
 *
 *   SIGNING_KEY=… node docs/examples/commerce-receiver.ts
 *
 * Two things to take from it: the signature is checked over the raw body before anything is read, and a command's key is stored
 * in the same transaction as its effect. What the shop itself knows is in shop-tables.ts; yours will look different.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { DatabaseSync } from 'node:sqlite';
import { text } from 'node:stream/consumers';
import { type Answer, answerRead, carryOut, type Data, openShop, refused } from './shop-tables.ts';

const commands = ['refund.create', 'credit.create', 'subscription.change'];

/** Several keys while they are changed: a request signed with any of them is ours. */
export function receiver(db: DatabaseSync, signingKeys: readonly string[]): Server {
  db.exec('CREATE TABLE IF NOT EXISTS commands (key TEXT PRIMARY KEY, asked TEXT, status INTEGER, body TEXT)');
  return createServer(async (request, response) => {
    const body = await text(request);
    const answer = isSigned(signingKeys, String(request.headers['cs-ai-signature']), body)
      ? answerTo(db, body, request.headers)
      : fault(401, 'Not signed with our key, or not within five minutes.');
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(JSON.stringify(answer.body));
  });
}

function answerTo(db: DatabaseSync, body: string, headers: IncomingHttpHeaders): Answer {
  try {
    const { version, type, data } = JSON.parse(body) as { version: number; type: string; data: Data };
    if (version !== 1) return fault(400, 'Only version 1 is understood.');
    if (type === 'result.get') return resultOf(db, data.key ?? '');
    if (!commands.includes(type)) return answerRead(db, type, data);
    // Only the body is signed: a header that says another key was changed on the way.
    if (!data.key || headers['idempotency-key'] !== data.key) return fault(400, 'Idempotency-Key is not data.key.');
    return once(db, data.key, JSON.stringify([type, data]), () => carryOut(db, type, data));
  } catch {
    // 500 says "ask again, or ask what became of the key": say it only where that is true, as it is here.
    return fault(500, 'Something broke; nothing was stored.');
  }
}

/** The effect and its key in one transaction: both are stored, or neither. A key that was seen gets its first answer. */
function once(db: DatabaseSync, key: string, asked: string, work: () => Answer): Answer {
  db.exec('BEGIN IMMEDIATE');
  try {
    const before = db.prepare('SELECT asked, status, body FROM commands WHERE key = ?').get(key);
    const answer = before === undefined ? work() : firstAnswer(before, asked);
    if (before === undefined) {
      const store = db.prepare('INSERT INTO commands (key, asked, status, body) VALUES (?, ?, ?, ?)');
      store.run(key, asked, answer.status, JSON.stringify(answer.body));
    }
    db.exec('COMMIT');
    return answer;
  } catch (failure) {
    db.exec('ROLLBACK');
    throw failure;
  }
}

const firstAnswer = (before: Record<string, unknown>, asked: string): Answer =>
  before.asked === asked
    ? { status: Number(before.status), body: JSON.parse(String(before.body)) }
    : refused('This key was used for another command.');

function resultOf(db: DatabaseSync, key: string): Answer {
  const row = db.prepare('SELECT status, body FROM commands WHERE key = ?').get(key);
  if (row === undefined) return { status: 200, body: { data: { state: 'unseen' } } };
  const { data, refused: refusal } = JSON.parse(String(row.body));
  return { status: 200, body: { data: data ? { state: 'done', ...data } : { state: 'refused', ...refusal } } };
}

/** Every v1 is held against every key, in a time that does not tell which one fitted. */
function isSigned(keys: readonly string[], header: string, body: string): boolean {
  const fields = header.split(',').map((field) => field.split('='));
  const time = fields.find(([name]) => name === 't')?.[1] ?? '';
  if (!/^\d+$/.test(time) || Math.abs(Date.now() / 1_000 - Number(time)) > 300) return false;
  const right = keys.map((key) => createHmac('sha256', key).update(`${time}.${body}`).digest());
  const sent = fields.filter(([name]) => name === 'v1').map(([, hex = '']) => Buffer.from(hex, 'hex'));
  return sent.some((one) => right.some((other) => one.length === other.length && timingSafeEqual(one, other)));
}

const fault = (status: number, error: string): Answer => ({ status, body: { error } });

if (import.meta.main) {
  const key = process.env.SIGNING_KEY;
  if (!key) throw new Error('Set SIGNING_KEY to the signing key of the integration.');
  receiver(openShop('shop.sqlite'), [key]).listen(Number(process.env.PORT ?? 8080), '127.0.0.1');
}
