import type { TaskPorts } from '#lib/domain/afterwards/task-end.ts';
import { eraseConversation } from '#lib/domain/erasure/erase-conversation.ts';
import { erasePromise } from '#lib/domain/erasure/erase-promise.ts';
import { eraseRequest } from '#lib/domain/erasure/erase-request.ts';
import { type Erased, nothingErased } from '#lib/domain/erasure/erasure.ts';
import { goesOn } from '#lib/domain/erasure/goes-on.ts';
import type { Place } from '#lib/domain/records/paging.ts';
import type { Session } from '#lib/domain/session.ts';
import type { Shelf, Task } from '#lib/domain/task.ts';

/** Takes one thing away; undefined where it must wait. */
type Erasing = () => Promise<Erased | undefined>;
type Shelving = {
  places(after: Place | undefined, count: number): Promise<Place[]>;
  /** What is to be done with what stands at a place; undefined where it is gone, or nothing of this customer. */
  at(place: Place): Promise<Erasing | undefined>;
};

/** Where a customer may be found, and how what stands there is taken away. The index says where to look, the row what is so. */
export function shelvesOf(ports: TaskPorts, task: Task, customerId: string): Record<Shelf, Shelving> {
  const { companyId } = task;
  const { sessions, outboundCalls, callbacks } = ports;
  return {
    verified: {
      places: (after, count) => sessions.places(companyId, { customerId }, { after, count }),
      at: async ([, sessionId]) => {
        const session = await sessions.find(sessionId);
        if (session?.companyId !== companyId || session.customerId !== customerId) return undefined;
        return () => eraseSession(ports, task, session);
      },
    },
    hinted: {
      places: (after, count) => sessions.hinted(companyId, customerId, { after, count }),
      at: async ([, sessionId]) => {
        const session = await sessions.find(sessionId);
        if (session?.companyId !== companyId || session.customerHint !== customerId) return undefined;
        return () => eraseHinted(ports, task, session, customerId);
      },
    },
    requests: {
      places: (after, count) => outboundCalls.ofCustomer(companyId, customerId, { after, count }),
      at: async ([, outboundId]) => {
        const request = await outboundCalls.find(companyId, outboundId);
        if (request?.customerId !== customerId) return undefined;
        return () => eraseRequest(ports, task, request);
      },
    },
    promises: {
      places: (after, count) => callbacks.naming(companyId, customerId, { after, count }),
      at: async ([, callbackId]) => {
        const promise = await callbacks.find(companyId, callbackId);
        if (promise === undefined || (promise.customerId ?? promise.customerHint) !== customerId) return undefined;
        return async () => {
          // It may be moved yet.
          if (goesOn(ports, await sessions.find(promise.sessionId))) return undefined;
          return { ...nothingErased, callbacks: await erasePromise(ports, companyId, callbackId) };
        };
      },
    },
  };
}

async function eraseSession(ports: TaskPorts, task: Task, session: Session): Promise<Erased | undefined> {
  const { companyId, sessionId, callSid } = session;
  const call = callSid === undefined ? undefined : await ports.calls.find(callSid);
  const outboundId = call?.outbound?.outboundId;
  const request = outboundId === undefined ? undefined : await ports.outboundCalls.find(companyId, outboundId);
  return eraseConversation(ports, task, { companyId, sessionId, session, call, request });
}

/**
 * A chat in which somebody else was verified is theirs: the AI never knew of the hint. A call of ours is about whom it was
 * made for, whoever picked up.
 */
async function eraseHinted(
  ports: TaskPorts,
  task: Task,
  session: Session,
  customerId: string,
): Promise<Erased | undefined> {
  const isAnothers = session.verified !== undefined && session.verified.customerId !== customerId;
  if (session.channel !== 'chat' || !isAnothers) return eraseSession(ports, task, session);
  // A page that is opened again finds its chat by the same name.
  if (goesOn(ports, session)) return undefined;
  await ports.sessions.forgetHint(session.sessionId, customerId);
  return nothingErased;
}
