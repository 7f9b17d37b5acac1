import type { CompanyId, SessionId } from '#lib/domain/ids.ts';

/** A promise to call somebody back. A conversation makes one at most; to promise again moves it. */
export type Callback = {
  companyId: CompanyId;
  /** `cb_…` */
  callbackId: string;
  sessionId: SessionId;
  status: 'open' | 'kept' | 'cancelled';
  /** E.164. */
  phone: string;
  /** Whose it is, where they were verified. */
  customerId?: string;
  /** Where nobody was verified: whom the company takes them for. It proves nothing, and only a deletion finds it. */
  customerHint?: string;
  /** ISO times in UTC. */
  from: string;
  to: string;
  /** IANA name of the zone it was promised in. */
  timeZone: string;
  /** Who is to call: a person or a department, as the caller was told. */
  owner: string;
  reason: string;
  createdAt: string;
  /** Epoch seconds. */
  expiresAt: number;
};

/** As the company's own software sees it: without the key of the company and what is only for the store. */
export const toView = ({ companyId: _, expiresAt: __, customerHint: ___, ...view }: Callback): CallbackView => view;
type CallbackView = Omit<Callback, 'companyId' | 'expiresAt' | 'customerHint'>;

export const callbackIdOf = (sessionId: SessionId): string => `cb_${sessionId}`;

/** A promise that nobody closed stays on the table for this long after its window, in milliseconds. */
export const rememberedForMs = 14 * 86_400_000;
