import type { MessageCreateParamsStreaming } from '@anthropic-ai/sdk/resources/messages';

type Settings = Pick<MessageCreateParamsStreaming, 'thinking' | 'output_config'>;

/**
 * The fastest settings a model takes on the phone (facts of November 2026): Haiku 5.5 may switch thinking off, Sonnet 5.5
 * only the thinking before it speaks, Opus 5.5 nothing. Sampling parameters are left out everywhere: they are a 400.
 */
export function settingsFor(model: string): Settings {
  const settings: Settings = { output_config: { effort: 'low' } };
  if (model.startsWith('claude-haiku-5')) return { ...settings, thinking: { type: 'disabled' } };
  if (model.startsWith('claude-sonnet-5-5')) return { ...settings, thinking: { type: 'between_tools' } };
  if (model.startsWith('claude-haiku-4') || model === 'claude-sonnet-5') return {};
  return settings;
}
