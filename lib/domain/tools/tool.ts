import type * as z from 'zod/mini';
import type { ReplyNext } from '#lib/domain/dialogue.ts';
import type { Session } from '#lib/domain/session.ts';
import type { Ports } from '#lib/ports/ports.ts';

export type ToolPorts = Pick<Ports, 'log'>;

/** What a tool did, in words for the model; `next` where it decides how the reply ends. */
export type ToolOutcome = { text: string; isError?: boolean; next?: ReplyNext };

/** Something the model may ask for. One schema makes both the check of its input and the JSON schema it is shown. */
export type Tool<Input = unknown> = {
  name: string;
  description: string;
  input: z.ZodMiniType<Input>;
  /** Whether this session's tier may use it at all; decided again when it is run. */
  offered(session: Session): boolean;
  run(ports: ToolPorts, session: Session, input: Input): Promise<ToolOutcome>;
};

/** Keeps the input type inside the tool while the registry holds tools of every kind. */
export const tool = <Input>(definition: Tool<Input>): Tool => definition as Tool;
