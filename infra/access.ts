import type { Entry } from '#infra/entries.ts';
import type { tables } from '#lib/names.ts';

/**
 * What the store's adapters do to a table, by the names of lib/adapters/dynamodb: `once` and `change` are decided by a
 * condition, and read what stood in the way where it failed; `add` counts without reading. Anything else is an index that is queried.
 */
export type Verb = 'get' | 'put' | 'once' | 'change' | 'add' | 'query' | 'remove';

type Tables = typeof tables;
type IndexOf<Key extends keyof Tables> = Tables[Key]['indexes'][number]['name'];

export type Access = {
  readonly tables: { readonly [Key in keyof Tables]?: readonly (Verb | IndexOf<Key>)[] };
  /** Which secrets it reads: the companies' and the platform's, or the platform's alone. */
  readonly secrets?: 'every' | 'platform';
  /** It makes and changes the companies' secrets; never the platform's. */
  readonly writesSecrets?: true;
  /** The workers it starts. */
  readonly starts?: readonly Entry[];
};

/** The Twilio door: whose call it is, and whether that company's account signed it. */
const door = { integration: ['byPhoneNumber'], call: ['get'] } as const satisfies Access['tables'];

/** The Twilio door, and a call begun: by inbound, or by whatever webhook comes first for it. */
const greeting = {
  ...door,
  config: ['get', 'once'],
  script: ['query'],
  call: ['get', 'once', 'byCaller'],
  session: ['once'],
  message: ['once', 'query'],
} as const satisfies Access['tables'];

/** The JSON door: how often this company has asked. */
const request = { requestCount: ['add'] } as const satisfies Access['tables'];

/** A chat's message taken and its answer followed to the end, with all that it decides. */
const answering = {
  ...request,
  session: ['get', 'change'],
  message: ['get', 'once', 'change', 'query'],
  outbox: ['once'],
} as const satisfies Access['tables'];

/** A call of the model, counted and paid for. */
const modelCall = {
  usage: ['once', 'change'],
  usageSummary: ['get', 'change'],
  pricing: ['query'],
} as const satisfies Access['tables'];

/** A task of the outbox, done. */
const task = {
  ...modelCall,
  outbox: ['change', 'once', 'remove'],
  session: ['get', 'change', 'byCustomer', 'byHint', 'remove'],
  call: ['get', 'change', 'byCaller', 'remove'],
  // A chat that was left is ended, with what its last answer decided.
  message: ['query', 'once', 'change', 'remove'],
  callback: ['get', 'byNamed', 'remove'],
  integration: ['get'],
  // All that there is of a customer is deleted: of the ledger only the words.
  action: ['query', 'get', 'change'],
  outboundCall: ['get', 'byCustomer', 'remove'],
  erasure: ['get', 'change'],
} as const satisfies Access['tables'];

/** Who may touch what. A function that is not here cannot be deployed; what is not in its line it cannot do. */
export const access: Readonly<Record<Entry, Access>> = {
  inbound: { tables: greeting, secrets: 'every', starts: ['turn'] },
  speech: {
    tables: {
      ...greeting,
      call: [...greeting.call, 'change'],
      message: [...greeting.message, 'get', 'change'],
      contact: ['change'],
    },
    secrets: 'every',
    starts: ['turn'],
  },
  escalate: {
    tables: {
      ...greeting,
      call: [...greeting.call, 'change'],
      session: ['once', 'get', 'change'],
      message: [...greeting.message, 'get'],
      action: ['query'],
      outbox: ['once'],
    },
    secrets: 'every',
    starts: ['turn', 'afterwards'],
  },
  status: {
    tables: {
      ...door,
      config: ['get'],
      call: ['get', 'change'],
      session: ['get', 'change'],
      message: ['query'],
      outbox: ['once'],
    },
    secrets: 'every',
    starts: ['afterwards'],
  },
  record: {
    tables: { ...greeting, call: [...greeting.call, 'change'], message: [...greeting.message, 'change'] },
    secrets: 'every',
    starts: ['turn'],
  },
  'record-events': {
    tables: { ...door, call: ['get', 'change'], outbox: ['once'] },
    secrets: 'every',
    starts: ['afterwards'],
  },
  outbound: {
    tables: { ...greeting, call: ['get', 'once', 'change'], outboundCall: ['get', 'change'], outbox: ['once'] },
    secrets: 'every',
    starts: ['turn'],
  },
  'outbound-events': {
    tables: {
      ...door,
      config: ['get', 'once'],
      script: ['query'],
      call: ['get', 'once', 'change'],
      outboundCall: ['get', 'change'],
      session: ['get', 'change'],
      message: ['query'],
      outbox: ['once', 'change'],
      callback: ['change'],
    },
    secrets: 'every',
    starts: ['afterwards'],
  },
  'place-call': {
    tables: {
      ...request,
      config: ['get', 'once'],
      script: ['query'],
      integration: ['get'],
      call: ['get', 'once'],
      outboundCall: ['get', 'once', 'change'],
      contact: ['get', 'change'],
      callback: ['get'],
      outbox: ['once'],
    },
    secrets: 'every',
  },
  contacts: { tables: { ...request, contact: ['get', 'change'] } },
  health: { tables: { config: ['get'] }, secrets: 'platform' },
  openapi: { tables: {} },
  config: {
    tables: {
      ...request,
      config: ['get', 'once', 'change'],
      configVersion: ['get', 'put', 'query'],
      script: ['query'],
      pricing: ['query'],
      integration: ['get'],
    },
  },
  scripts: {
    tables: {
      ...request,
      config: ['get', 'once'],
      script: ['query', 'change'],
      scriptVersion: ['get', 'put', 'query'],
    },
  },
  analytics: { tables: { ...request, usageSummary: ['query'] } },
  customers: {
    tables: { ...request, erasure: ['get', 'once', 'change'], outbox: ['once'] },
    starts: ['afterwards'],
  },
  records: {
    tables: {
      ...request,
      session: ['get', 'byCompany', 'byCompanyStatus', 'byCustomer'],
      call: ['get', 'byCompany', 'byCompanyStatus'],
      message: ['query'],
      action: ['query'],
      usageSummary: ['get'],
    },
  },
  usage: {
    tables: {
      ...request,
      config: ['get', 'once'],
      session: ['get'],
      usageSummary: ['get', 'query'],
      pricing: ['query'],
    },
  },
  chat: {
    tables: { ...answering, config: ['get', 'once'], script: ['query'], session: ['once', 'get', 'change'] },
    starts: ['turn', 'afterwards'],
  },
  'chat-stream': { tables: answering, starts: ['turn', 'afterwards'] },
  'session-escalation': {
    tables: {
      ...request,
      session: ['get', 'change'],
      call: ['get', 'change'],
      message: ['query', 'once', 'change'],
      outbox: ['once'],
      integration: ['get'],
    },
    secrets: 'every',
    starts: ['afterwards'],
  },
  integrations: {
    tables: {
      ...request,
      config: ['get'],
      integration: ['get', 'change', 'query', 'byPhoneNumber'],
      phoneNumber: ['get', 'change', 'remove'],
    },
    secrets: 'every',
    writesSecrets: true,
  },
  callbacks: { tables: { ...request, callback: ['get', 'change', 'byDue', 'byCompany'] } },
  turn: {
    tables: {
      ...modelCall,
      session: ['get', 'change', 'byCustomer'],
      message: ['once', 'change', 'query'],
      call: ['get'],
      integration: ['get'],
      action: ['get', 'once', 'change', 'query'],
      allowance: ['get', 'change'],
      callback: ['get', 'put', 'change', 'byCustomer', 'byPhone'],
      contact: ['change'],
      outbox: ['once'],
    },
    secrets: 'every',
  },
  sweep: {
    tables: { ...task, outbox: [...task.outbox, 'byDue'], action: [...task.action, 'byState'] },
    secrets: 'every',
    starts: ['afterwards'],
  },
  afterwards: { tables: task, secrets: 'every', starts: ['afterwards'] },
  reconcile: {
    tables: { action: ['get', 'change', 'byState'], allowance: ['change'], integration: ['get'] },
    secrets: 'every',
  },
};
