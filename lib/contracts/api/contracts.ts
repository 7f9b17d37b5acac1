import { csAnalytics, voiceAnalytics } from '#lib/contracts/api/analytics.ts';
import { closeCallback, listCallbacks } from '#lib/contracts/api/callbacks.ts';
import { endSession, openChat, sendMessage } from '#lib/contracts/api/chat.ts';
import {
  disableCompany,
  dryRunConfig,
  enableCompany,
  getConfig,
  getConfigVersion,
  listConfigVersions,
  putConfig,
} from '#lib/contracts/api/config.ts';
import type { ApiContract } from '#lib/contracts/api/contract.ts';
import { eraseCustomer, eraseNamedCustomer, getErasure, getNamedErasure } from '#lib/contracts/api/erasure.ts';
import {
  deleteIntegration,
  getIntegration,
  listIntegrations,
  promoteIntegration,
  putIntegration,
  testIntegration,
} from '#lib/contracts/api/integrations.ts';
import { getContact, placeCall, putContact } from '#lib/contracts/api/outbound.ts';
import { getCall, getSession, getTranscript, listCalls, listSessions } from '#lib/contracts/api/records.ts';
import {
  dryRunScripts,
  getScripts,
  getScriptVersion,
  listScriptVersions,
  putScripts,
} from '#lib/contracts/api/scripts.ts';
import { escalateSession } from '#lib/contracts/api/sessions.ts';
import { getBudgets, getUsage, listPrices } from '#lib/contracts/api/usage.ts';
import type { JsonRouteName } from '#lib/routes.ts';

/** Every route of the JSON API, by its name: the compiler asks for the one that is missing. */
export const contracts: { readonly [Name in JsonRouteName]: ApiContract & { route: Name } } = {
  getConfig,
  putConfig,
  listConfigVersions,
  getConfigVersion,
  enableCompany,
  disableCompany,
  dryRunConfig,
  getScripts,
  putScripts,
  listScriptVersions,
  getScriptVersion,
  dryRunScripts,
  csAnalytics,
  voiceAnalytics,
  getUsage,
  getBudgets,
  listPrices,
  openChat,
  sendMessage,
  endSession,
  escalateSession,
  listCalls,
  getCall,
  listSessions,
  getSession,
  getTranscript,
  eraseCustomer,
  eraseNamedCustomer,
  getErasure,
  getNamedErasure,
  listCallbacks,
  closeCallback,
  placeCall,
  getContact,
  putContact,
  listIntegrations,
  getIntegration,
  putIntegration,
  deleteIntegration,
  testIntegration,
  promoteIntegration,
};
