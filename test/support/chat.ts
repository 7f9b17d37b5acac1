import { randomUUID } from 'node:crypto';
import type { Role } from '#lib/routes.ts';
import { demo } from '#local/demo-company.ts';
import { type ApiAnswer, api, type Client } from '#test/support/api.ts';
import type { World } from '#test/support/world.ts';

const sessions = '/api/momentum/cs/sessions';
export const messagesOf = (sessionId: string): string => `${sessions}/${sessionId}/messages`;

/** A customer in a chat, carried by the company's own web server. */
export type Chat = {
  sessionId: string;
  greeting: string;
  opened: ApiAnswer;
  /** Writes, and reads the whole answer, which must come. */
  writes(text: string): Promise<ChatReply>;
  /** The same as an answer of the API, whatever it is; by a key of one's own, to send it again. */
  sends(text: string, key?: string): Promise<ApiAnswer>;
  asksForPerson(): Promise<ApiAnswer>;
  ends(outcome?: 'resolved' | 'unresolved'): Promise<ApiAnswer>;
};
export type ChatReply = {
  turn: number;
  text: string;
  sentences: { text: string; tier: string; name: string }[];
  next: string;
};

type Options = { companyId?: string; role?: Role; key?: string; body?: object };

export const keyed = (key: string = randomUUID()) => ({ headers: { 'idempotency-key': key } });

export async function openChat(world: World, options: Options = {}): Promise<Chat> {
  const { companyId = demo.companyId, role = 'chat', key, body } = options;
  const client = api(world).as(role, companyId);
  const opened = await client.post(sessions, { channel: 'chat', ...body }, keyed(key));
  if (opened.status !== 201) throw new Error(`No chat was opened: ${opened.text}`);
  return chatOf(client, opened.body.session.sessionId, opened);
}

export function chatOf(client: Client, sessionId: string, opened: ApiAnswer): Chat {
  const sends = (text: string, key?: string) => client.post(messagesOf(sessionId), { text }, keyed(key));
  return {
    sessionId,
    greeting: opened.body.greeting,
    opened,
    sends,
    async writes(text) {
      const answer = await sends(text);
      if (answer.status !== 200) throw new Error(`No answer came: ${answer.text}`);
      return answer.body;
    },
    asksForPerson: () =>
      client.post(`${sessions}/${sessionId}/escalate`, { reason: 'The customer pressed the button.' }),
    ends: (outcome) => client.post(`${sessions}/${sessionId}/end`, outcome === undefined ? {} : { outcome }),
  };
}
