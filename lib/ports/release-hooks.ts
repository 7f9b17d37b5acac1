/** CodeDeploy's questions while it shifts an alias, and our answers. */
export interface ReleaseHooks {
  /** Which version of which function a deployment is about. Throws where it cannot be told. */
  target(deployment: string): Promise<{ functionName: string; version: number }>;
  answer(deployment: string, hook: string, good: boolean): Promise<void>;
}

/** Deployed functions, asked by their name and a version of theirs (or the alias), as Lambda would be. */
export interface DeployedFunctions {
  /** What the handler returned. Throws what it threw. */
  ask(functionName: string, qualifier: string, event: unknown): Promise<unknown>;
}

/** What the company of the checks needs before it can be rung, and what has to go afterwards. */
export interface CheckCompany {
  /** Makes what is missing, and returns the token that its webhooks are signed with. */
  prepare(): Promise<string>;
  /** Removes every row of a call of it, and what was counted for it. */
  erase(callSid: string): Promise<void>;
}
