import { AppError } from '#lib/domain/errors.ts';
import { type World, world } from '#lib/runtime/wire.ts';

/** EventBridge's "CloudWatch Alarm State Change", as far as it is read. */
type AlarmEvent = { 'detail-type'?: unknown; detail?: { alarmName?: unknown; state?: { value?: unknown } } };

/**
 * The alarm's door: only the alarm of this name going into ALARM comes in, whatever a rule was widened to. What fails is
 * logged and thrown on, so that Lambda tries it again.
 */
export function onAlarm<Result>(
  nameOf: (world: World) => string,
  work: (world: World) => Promise<Result>,
): (event: AlarmEvent) => Promise<Result | undefined> {
  return async (event) => {
    const standing = world();
    const { log } = standing.ports;
    const alarm = nameOf(standing);
    const { alarmName, state } = event.detail ?? {};
    if (event['detail-type'] !== 'CloudWatch Alarm State Change' || alarmName !== alarm || state?.value !== 'ALARM') {
      log.info('not our alarm', { alarm: String(alarmName), state: String(state?.value) });
      return undefined;
    }
    try {
      return await work(standing);
    } catch (cause) {
      log.error('alarm not answered', cause, { alarm });
      // Nothing that a repeat would mend.
      if (cause instanceof AppError && cause.code !== 'timeout') return undefined;
      throw cause;
    }
  };
}
