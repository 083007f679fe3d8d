import { DiagLogLevel, diag } from '@opentelemetry/api';
import type { NodeTracerConfig } from '@opentelemetry/sdk-trace-node';
import packageJson from '../../../package.json';
import { logger } from '../logger';

type Exporter = 'otlp' | 'console' | 'none';

/**
 * Installs OpenTelemetry's SDK when its own variables ask for it; without them nothing of it is even loaded. Whatever else uses
 * OpenTelemetry's API in this process (Next, the AI SDK) is traced with it.
 * @returns sends what is left, and ends it
 */
export async function startTracing(env: NodeJS.ProcessEnv = process.env): Promise<() => Promise<void>> {
  const exporter = exporterOf(env);
  if (exporter === 'none') return async () => undefined;
  const { NodeTracerProvider } = await import('@opentelemetry/sdk-trace-node');
  // An exporter that fails tells nobody else.
  diag.setLogger(diagnostics(), DiagLogLevel.WARN);
  const provider = new NodeTracerProvider({ resource: await resource(), spanProcessors: [await processor(exporter)] });
  provider.register();
  return () => provider.shutdown();
}

/** @throws Error when OTEL_TRACES_EXPORTER names one that is not here */
export function exporterOf(env: NodeJS.ProcessEnv): Exporter {
  const endpoint = env.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT || env.OTEL_EXPORTER_OTLP_ENDPOINT;
  const name = env.OTEL_TRACES_EXPORTER || (endpoint ? 'otlp' : 'none');
  if (env.OTEL_SDK_DISABLED?.toLowerCase() === 'true') return 'none';
  if (name === 'otlp' || name === 'console' || name === 'none') return name;
  throw new Error(`OTEL_TRACES_EXPORTER is ${name}; use otlp, console or none.`);
}

async function processor(exporter: Exclude<Exporter, 'none'>) {
  const { BatchSpanProcessor, ConsoleSpanExporter, SimpleSpanProcessor } = await import(
    '@opentelemetry/sdk-trace-node'
  );
  if (exporter === 'console') return new SimpleSpanProcessor(new ConsoleSpanExporter());
  const { OTLPTraceExporter } = await import('@opentelemetry/exporter-trace-otlp-proto');
  return new BatchSpanProcessor(new OTLPTraceExporter());
}

/** OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES win. */
async function resource(): Promise<NonNullable<NodeTracerConfig['resource']>> {
  const { defaultResource, detectResources, envDetector, resourceFromAttributes } = await import(
    '@opentelemetry/resources'
  );
  const own = resourceFromAttributes({ 'service.name': 'holdpoint', 'service.version': packageJson.version });
  return defaultResource()
    .merge(own)
    .merge(detectResources({ detectors: [envDetector] }));
}

function diagnostics() {
  const say = (level: 'error' | 'warn' | 'debug') => (message: string) => logger()[level](`tracing: ${message}`);
  return { error: say('error'), warn: say('warn'), info: say('debug'), debug: say('debug'), verbose: say('debug') };
}
