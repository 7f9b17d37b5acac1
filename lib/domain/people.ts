import { hoursOf, personIsIn, personOf } from '#lib/domain/call.ts';
import type { DialogueEvent } from '#lib/domain/dialogue.ts';
import type { Session } from '#lib/domain/session.ts';

type Asker = Pick<Session, 'channel' | 'config'>;

/** Whether the company has people for this conversation: one who can be rung, or in a chat a team that can be told. */
export const hasPeople = ({ channel, config }: Asker): boolean => {
  const { humanAgent } = config.tiers;
  return channel === 'voice'
    ? personOf(humanAgent) !== undefined
    : humanAgent.enabled && humanAgent.notificationPhone !== undefined;
};

/** Whether a person can be had at this time. A team that is told of a chat reads it when it is back. */
export const personCanBeHad = (asker: Asker, at: number): boolean => {
  const { config, channel } = asker;
  if (channel === 'chat') return hasPeople(asker);
  return personIsIn({ person: personOf(config.tiers.humanAgent), hours: hoursOf(config) }, at);
};

/** Whether an event tells that the company's people were rung and none was had. After hours nobody is rung. */
export const wereRungInVain = ({ event }: DialogueEvent): boolean =>
  event.startsWith('transfer-') && event !== 'transfer-after-hours';
