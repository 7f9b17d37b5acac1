import type { Aside } from '#local/claude/reply.ts';

/** The desk's model as it reads finished conversations: a plain report, and the same every time. */
export const reportsOn: Aside = ({ tools = [], messages }) => {
  const [tool] = tools;
  if (tools.length !== 1 || tool === undefined || !('input_schema' in tool) || tool.name !== 'file_report')
    return undefined;
  const transcript = JSON.stringify(messages[0]?.content ?? '');
  const transferred = transcript.includes('transfer_to_human');
  const input = {
    summary: 'The caller spoke with the AI assistant; the transcript holds the details.',
    outcome: transferred ? 'unresolved' : 'resolved',
    reason: 'A question to the shop',
    sentiment: 'neutral',
    topic: 'product-question',
    followUps: [],
  };
  return { text: [], tools: [{ name: tool.name, input }] };
};
