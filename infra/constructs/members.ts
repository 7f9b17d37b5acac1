import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { AccountRecovery, ClientAttributes, Mfa, StringAttribute, UserPool } from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { acknowledge } from '#infra/constructs/acknowledge.ts';
import { nameIn } from '#infra/named.ts';
import type { Stage, TokenIssuer } from '#infra/stages.ts';

/**
 * The people of the companies who may use the JSON API, where no issuer of one's own is named. An administrator makes each
 * of them, with the claims that the door reads: `custom:companyId` and `custom:role`.
 */
export class Members extends Construct {
  readonly tokens: TokenIssuer;

  constructor(scope: Construct, id: string, { stage }: { stage: Stage }) {
    super(scope, id);
    const pool = new UserPool(this, 'Pool', {
      userPoolName: nameIn(stage, 'members'),
      selfSignUpEnabled: false,
      signInAliases: { email: true },
      signInCaseSensitive: false,
      mfa: Mfa.REQUIRED,
      mfaSecondFactor: { otp: true, sms: false },
      passwordPolicy: {
        minLength: 14,
        requireDigits: true,
        requireLowercase: true,
        requireUppercase: true,
        requireSymbols: true,
      },
      accountRecovery: AccountRecovery.EMAIL_ONLY,
      customAttributes: {
        companyId: new StringAttribute({ maxLen: 128, mutable: true }),
        role: new StringAttribute({ maxLen: 32, mutable: true }),
      },
      deletionProtection: stage.keepsData,
      removalPolicy: stage.keepsData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    acknowledge(
      pool,
      'AwsSolutions-COG8',
      'The plus plan is paid by the user. Nobody can sign up, every user has a second factor, and there are few of them.',
    );
    const client = pool.addClient('Api', {
      userPoolClientName: nameIn(stage, 'api'),
      authFlows: { userSrp: true },
      disableOAuth: true,
      preventUserExistenceErrors: true,
      idTokenValidity: Duration.hours(1),
      accessTokenValidity: Duration.hours(1),
      refreshTokenValidity: Duration.days(1),
      readAttributes: new ClientAttributes()
        .withStandardAttributes({ email: true, fullname: true })
        .withCustomAttributes('companyId', 'role'),
      // Without this line everybody could write themselves into another company.
      writeAttributes: new ClientAttributes().withStandardAttributes({ fullname: true }),
    });
    this.tokens = { issuer: pool.userPoolProviderUrl, audience: client.userPoolClientId };
  }
}
