import type { DocumentSource } from './documents.ts';

/** Somebody put the phone down, whatever the document was doing. */
export class HungUp extends Error {
  readonly by: 'caller' | 'callee' | 'api';

  constructor(by: HungUp['by']) {
    super(`hung up by ${by}`);
    this.name = 'HungUp';
    this.by = by;
  }
}

/** The REST API replaced the running TwiML. */
export class Redirected extends Error {
  readonly source: DocumentSource;

  constructor(source: DocumentSource) {
    super('redirected by the REST API');
    this.name = 'Redirected';
    this.source = source;
  }
}
