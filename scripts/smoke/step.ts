/** What the steps are about: one stage as it stands. */
export type Target = {
  stage: 'local' | 'staging' | 'production';
  /** Where Twilio reaches it; what is signed begins with it. */
  url: string;
  /** The build that must be live; undefined where any will do. */
  build: string | undefined;
  /** Whose number is rung and whose tokens sign. Throws StepFailure. */
  caller(): Promise<{ number: string; accountSid: string; authToken: string }>;
  /** For the JSON door. Throws StepFailure where there is none. */
  token(): string;
  /** Lines of level ERROR since a time, by function, and how many; undefined where nothing collects them. */
  errorsSince(epochMs: number): Promise<readonly { entry: string; count: number; sample: string }[] | undefined>;
  startedAt: number;
};

/** What went wrong in a step, and what to do about it. */
export class StepFailure extends Error {
  readonly remedy: string;

  constructor(message: string, remedy: string, options: { cause?: unknown } = {}) {
    super(message, options);
    this.name = 'StepFailure';
    this.remedy = remedy;
  }
}

export type Step = {
  id: string;
  /** For --dry-run: what it would do. */
  does: string;
  /** What it found; undefined where there is nothing to look at on this stage. Throws StepFailure. */
  take(target: Target): Promise<string | undefined>;
};

export type Answer = { status: number; text: string; headers: Headers };

const patienceMs = 20_000;

/** Asks the stage over the network, as its users do. Nobody answering is a failure of the step. */
export async function ask({ url }: Target, path: string, init: RequestInit = {}): Promise<Answer> {
  try {
    const response = await fetch(url + path, { ...init, redirect: 'manual', signal: AbortSignal.timeout(patienceMs) });
    return { status: response.status, text: await response.text(), headers: response.headers };
  } catch (cause) {
    const { message, cause: inner } = cause as Error & { cause?: { message?: string; code?: string } };
    throw new StepFailure(
      `${url}${path} does not answer: ${inner?.code ?? inner?.message ?? message}`,
      'Does the domain lead to the API, and is the certificate valid? docs/deployment.md, "A name of our own".',
      { cause },
    );
  }
}

/** The body of an answer; a page of somebody else's is a failure of the step. */
export function jsonOf({ text, status }: Answer, what: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    throw new StepFailure(`${what} answered ${status} with something that is no JSON.`, 'Is the URL that of our API?');
  }
}
