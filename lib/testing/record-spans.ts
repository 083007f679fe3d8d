import {
  InMemorySpanExporter,
  NodeTracerProvider,
  type ReadableSpan,
  SimpleSpanProcessor,
} from '@opentelemetry/sdk-trace-node';
import { afterAll, beforeEach } from 'vitest';

export interface RecordedSpans {
  /** Of every span that has ended since the test began, the names that lead to it, sorted: `run > superstep`. */
  paths(): string[];
  /** The first one of this name; throws when there is none. */
  span(name: string): ReadableSpan;
  all(): ReadableSpan[];
  forget(): void;
}

/** Turns tracing on in this test file, and keeps what is traced. */
export function recordSpans(): RecordedSpans {
  const exporter = new InMemorySpanExporter();
  const provider = new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
  provider.register();
  afterAll(() => provider.shutdown());
  beforeEach(() => exporter.reset());
  const all = () => exporter.getFinishedSpans();
  const paths = () => all().map(pathIn(all())).sort();
  return {
    all,
    paths,
    forget: () => exporter.reset(),
    span(name) {
      const found = all().find((span) => span.name === name);
      if (!found) throw new Error(`No span ${name}; there are: ${paths().join(', ')}`);
      return found;
    },
  };
}

function pathIn(spans: ReadableSpan[]): (span: ReadableSpan) => string {
  const byId = new Map(spans.map((span) => [span.spanContext().spanId, span]));
  const pathOf = (span: ReadableSpan): string => {
    const parent = byId.get(span.parentSpanContext?.spanId ?? '');
    return parent ? `${pathOf(parent)} > ${span.name}` : span.name;
  };
  return pathOf;
}
