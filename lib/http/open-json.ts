import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';

type Answered = { status: number; body: unknown };

/** A door that anybody may use: no token, JSON out. An error says nothing but that there was one. */
export function openJson(
  answer: (event: APIGatewayProxyEventV2) => Promise<Answered>,
): (event: APIGatewayProxyEventV2) => Promise<APIGatewayProxyStructuredResultV2> {
  return async (event) => {
    try {
      return render(await answer(event), 'application/json');
    } catch (cause) {
      // The world could not even be wired: standard error is the only log there is.
      process.stderr.write(
        `${JSON.stringify({ level: 'ERROR', message: 'open door failed', cause: String(cause) })}\n`,
      );
      return render({ status: 503, body: { title: 'Service unavailable', status: 503 } }, 'application/problem+json');
    }
  };
}

const render = ({ status, body }: Answered, type: string): APIGatewayProxyStructuredResultV2 => ({
  statusCode: status,
  headers: { 'content-type': type, 'cache-control': 'no-store' },
  body: JSON.stringify(body),
});
