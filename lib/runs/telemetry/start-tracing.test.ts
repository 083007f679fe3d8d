import { createServer } from 'node:http';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { startTracing } from './start-tracing';
import { tracer } from './tracer';

/** A collector that keeps what it is sent. */
const received: { path: string | undefined; type: string | undefined; body: string }[] = [];
const collector = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const body = Buffer.concat(chunks).toString('latin1');
    received.push({ path: request.url, type: request.headers['content-type'], body });
    response.writeHead(200).end();
  });
});
await new Promise<void>((resolve) => collector.listen(0, '127.0.0.1', resolve));
const address = collector.address();
const port = typeof address === 'object' ? address?.port : undefined;
afterAll(() => {
  vi.unstubAllEnvs();
  collector.close();
});

describe('tracing', () => {
  it('is off unless asked for', async () => {
    for (const env of [
      {},
      { OTEL_TRACES_EXPORTER: 'none', OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:1' },
      { OTEL_SDK_DISABLED: 'true', OTEL_TRACES_EXPORTER: 'console' },
    ]) {
      await startTracing({ NODE_ENV: 'test', ...env });

      expect(tracer().startSpan('nobody asked').isRecording()).toBe(false);
    }
  });

  it('refuses an exporter that it does not have', async () => {
    const start = startTracing({ NODE_ENV: 'test', OTEL_TRACES_EXPORTER: 'zipkin' });

    await expect(start).rejects.toThrow('OTEL_TRACES_EXPORTER is zipkin; use otlp, console or none.');
  });

  it('sends spans to the collector that OTEL_EXPORTER_OTLP_ENDPOINT names, the last ones when it stops', async () => {
    vi.stubEnv('OTEL_EXPORTER_OTLP_ENDPOINT', `http://127.0.0.1:${port}`);
    vi.stubEnv('OTEL_RESOURCE_ATTRIBUTES', 'deployment.environment.name=test');

    const stop = await startTracing();
    tracer().startSpan('a span of this test').end();
    await stop();

    const [sent] = received;
    expect(sent).toMatchObject({ path: '/v1/traces', type: 'application/x-protobuf' });
    for (const text of ['holdpoint', 'deployment.environment.name', 'a span of this test'])
      expect(sent?.body).toContain(text);
  });
});
