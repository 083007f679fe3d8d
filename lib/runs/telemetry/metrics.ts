// What this process measures, for Prometheus. Labels are bounded: graphs, nodes, routes and words of small unions, never ids.
// What only the database knows (queue, open questions) is read at a scrape by database-gauges.ts.
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { processWide } from '#lib/store/process-wide';

const MILLISECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5];
const SECONDS = [1, 2.5, 5, 10, 30, 60];
const MINUTES = [300, 1800, 7200];

export type Metrics = ReturnType<typeof createMetrics>;

export function metrics(): Metrics {
  return processWide('metrics', createMetrics);
}

function createMetrics() {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return {
    registry,
    ...runMetrics([registry]),
    ...graphMetrics([registry]),
    ...deliveryMetrics([registry]),
    ...databaseMetrics([registry]),
    httpRequestSeconds: new Histogram({
      name: 'holdpoint_http_request_duration_seconds',
      help: 'Time to the head of the answer of an HTTP API request, by the pattern of its path; streams go on after it.',
      labelNames: ['method', 'route', 'status'],
      buckets: [...MILLISECONDS, ...SECONDS],
      registers: [registry],
    }),
  };
}

function runMetrics(registers: Registry[]) {
  return {
    runsExecuting: new Gauge({
      name: 'holdpoint_worker_runs',
      help: 'Runs that the worker of this process executes now.',
      registers,
    }),
    pickupSeconds: new Histogram({
      name: 'holdpoint_run_pickup_seconds',
      help: 'Time from the moment a run was due until a worker took it; runs of silent workers are not counted.',
      labelNames: ['graph'],
      buckets: [...MILLISECONDS, ...SECONDS, ...MINUTES],
      registers,
    }),
    attempts: new Counter({
      name: 'holdpoint_run_attempts_total',
      help: 'Runs that the worker of this process took, each time one was taken.',
      labelNames: ['graph'],
      registers,
    }),
    takeovers: new Counter({
      name: 'holdpoint_run_takeovers_total',
      help: 'Runs taken from a worker that had fallen silent.',
      labelNames: ['graph'],
      registers,
    }),
    leasesLost: new Counter({
      name: 'holdpoint_leases_lost_total',
      help: 'Runs that this process lost because it did not renew their lease in time.',
      labelNames: ['graph'],
      registers,
    }),
    handedOver: new Counter({
      name: 'holdpoint_runs_handed_over_total',
      help: 'Runs that went back to the queue because the worker of this process was stopped.',
      labelNames: ['graph'],
      registers,
    }),
    runsEnded: new Counter({
      name: 'holdpoint_runs_ended_total',
      help: 'Runs that this process executed to their end, or stopped before any did, by status and reason.',
      labelNames: ['graph', 'status', 'reason'],
      registers,
    }),
    runSeconds: new Histogram({
      name: 'holdpoint_run_duration_seconds',
      help: 'Time from the moment the worker of this process took a run until its end.',
      labelNames: ['graph', 'status'],
      buckets: [...MILLISECONDS, ...SECONDS, ...MINUTES],
      registers,
    }),
  };
}

function graphMetrics(registers: Registry[]) {
  return {
    superstepSeconds: new Histogram({
      name: 'holdpoint_superstep_duration_seconds',
      help: 'Time from the first task of a superstep to the next superstep, its checkpoint included; nested graphs count too.',
      labelNames: ['graph'],
      buckets: [...MILLISECONDS, ...SECONDS, ...MINUTES],
      registers,
    }),
    nodeSeconds: new Histogram({
      name: 'holdpoint_node_duration_seconds',
      help: 'Time of one attempt at a node, by how it ended.',
      labelNames: ['graph', 'node', 'outcome'],
      buckets: [...MILLISECONDS, ...SECONDS, ...MINUTES],
      registers,
    }),
  };
}

function deliveryMetrics(registers: Registry[]) {
  return {
    deliveries: new Counter({
      name: 'holdpoint_deliveries_total',
      help: 'Tries of this process to tell somebody: by http, slack or email, and whether that was delivered, is retried or has failed.',
      labelNames: ['kind', 'result'],
      registers,
    }),
    deliveriesWaiting: new Gauge({
      name: 'holdpoint_deliveries_waiting',
      help: 'Deliveries that are not taken yet, those of paused receivers aside.',
      registers,
    }),
    oldestDeliverySeconds: new Gauge({
      name: 'holdpoint_deliveries_oldest_age_seconds',
      help: 'How long the oldest of them has been waiting; 0: none waits.',
      registers,
    }),
  };
}

function databaseMetrics(registers: Registry[]) {
  return {
    databaseUp: new Gauge({
      name: 'holdpoint_database_up',
      help: '1 when the database answered this scrape; 0: the gauges that it knows are missing.',
      registers,
    }),
    databaseStores: new Gauge({
      name: 'holdpoint_database_stores',
      help: '1 when the database could take more at this scrape; 0: its disk is full, and runs wait.',
      registers,
    }),
    runsUnfinished: new Gauge({
      name: 'holdpoint_runs',
      help: 'Runs that have not ended, in all processes, by status.',
      labelNames: ['status'],
      registers,
    }),
    runsDue: new Gauge({
      name: 'holdpoint_queue_due_runs',
      help: 'Runs that a worker could take now.',
      registers,
    }),
    oldestDueSeconds: new Gauge({
      name: 'holdpoint_queue_oldest_due_run_age_seconds',
      help: 'How long the longest waiting due run has been due; 0: none is due.',
      registers,
    }),
    interruptsWaiting: new Gauge({
      name: 'holdpoint_interrupts_waiting',
      help: 'Questions that wait for an answer.',
      registers,
    }),
    oldestInterruptSeconds: new Gauge({
      name: 'holdpoint_interrupts_oldest_age_seconds',
      help: 'How long the oldest of them has been waiting; 0: none waits.',
      registers,
    }),
  };
}
