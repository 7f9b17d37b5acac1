import type * as z from 'zod/mini';
import type { ReplyNext } from '#lib/domain/dialogue.ts';
import type { Known } from '#lib/domain/receipt-gate.ts';
import type { Session } from '#lib/domain/session.ts';
import type { Commerce } from '#lib/ports/commerce.ts';
import type { Ports } from '#lib/ports/ports.ts';

export type ToolPorts = Pick<
  Ports,
  | 'sessions'
  | 'shops'
  | 'ledger'
  | 'allowances'
  | 'dialogues'
  | 'callbacks'
  | 'contacts'
  | 'outbox'
  | 'clock'
  | 'log'
  | 'metrics'
>;

/** Where a tool is run. */
export type ToolContext = {
  /** As it stands now. */
  session: Session;
  turn: number;
  shop: Commerce | undefined;
  /** The company's people were rung in this conversation, and none was had. */
  personMissed: boolean;
};

export type ToolOutcome = {
  /** What the tool did, in words for the model. */
  text: string;
  isError?: boolean;
  /** How the reply ends, where the tool decides that. */
  next?: ReplyNext;
  /** What the result tells of deeds done before this conversation: the model may speak of them. */
  known?: Known;
  /** The session as it stands afterwards, where the tool changed it. */
  session?: Session;
};

/** Something the model may ask for. One schema makes both the check of its input and the JSON schema it is shown. */
export type Tool<Input = unknown> = {
  name: string;
  description: string;
  input: z.ZodMiniType<Input>;
  /** Whether this session's tier may use it at all; decided again when it is run. */
  offered(context: Pick<ToolContext, 'session' | 'shop'>): boolean;
  run(ports: ToolPorts, context: ToolContext, input: Input): Promise<ToolOutcome>;
};

/** Keeps the input type inside the tool while the registry holds tools of every kind. */
export const tool = <Input>(definition: Tool<Input>): Tool => definition as Tool;
