import { screenOf, type ToldEvent } from './told-event';
import { TEST_EVENT, type WebhookEvent } from './webhook-events';

/** What people are told of an event, before it is put into the form of Slack or of an e-mail. */
export interface EventMessage {
  headline: string;
  /** Graph and node; null: it is about none. */
  place: string | null;
  /** A line of the question; null: it is not told. */
  title: string | null;
  facts: Fact[];
  /** Where it can be looked at. */
  link: { label: string; url: string } | null;
}

export interface Fact {
  label: string;
  value: string | Date;
}

export interface MessageChoices {
  baseUrl: string;
  includesTitle: boolean;
}

export function eventMessage(event: ToldEvent, { baseUrl, includesTitle }: MessageChoices): EventMessage {
  const { graph_id: graph, node, title, interrupt_id: interruptId } = event.data;
  const url = screenOf(event, baseUrl);
  return {
    headline: headlineOf(event),
    place: [graph, node].filter((name) => typeof name === 'string').join(' › ') || null,
    title: includesTitle && typeof title === 'string' ? title : null,
    facts: factsOf(event),
    link: url === null ? null : { label: interruptId ? 'Open the question' : 'Open the run', url },
  };
}

function headlineOf({ type, at, data }: ToldEvent): string {
  // A trigger or sendTestDelivery has written it, so it is one of these.
  const event = type as WebhookEvent | typeof TEST_EVENT;
  switch (event) {
    case 'interrupt.asked':
      return 'A question waits';
    case 'interrupt.expiring':
      return `A question expires ${untilText(dateOf(data.expires_at), at)}, and nobody has answered`;
    case 'interrupt.answered':
      return `A question was answered by ${textOf(data.decided_by) ?? 'a client'}`;
    case 'interrupt.expired':
      return data.outcome === 'pending'
        ? 'Nobody answered in time; the question stays open'
        : 'Nobody answered in time';
    case 'interrupt.superseded':
      return data.outcome === 'deleted' ? 'A question is gone with its run' : 'A newer message dropped a question';
    case 'run.failed':
      return data.status === 'timeout' ? 'A run took too long' : 'A run failed';
    case TEST_EVENT:
      return 'A test: messages arrive here';
    default:
      event satisfies never;
      return type;
  }
}

function factsOf({ type, at, data }: ToldEvent): Fact[] {
  const asked = dateOf(data.asked_at);
  const isOpen = data.outcome === 'pending' && type !== 'interrupt.expired';
  const facts: [string, string | Date | null][] = [
    ['Risk', textOf(data.risk)],
    ['Priority', textOf(data.priority)],
    ['Asked', asked],
    ['Waited', asked && type !== 'interrupt.asked' ? spanText(at.getTime() - asked.getTime()) : null],
    ['Answer until', isOpen ? dateOf(data.expires_at) : null],
    ['Ended', dateOf(data.ended_at)],
    ['Sent by', textOf(data.sent_by)],
  ];
  return facts.flatMap(([label, value]) => (value === null ? [] : [{ label, value }]));
}

const UNITS: [string, number][] = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
];

/** "3 h": how long, to the unit that matters. */
export function spanText(ms: number): string {
  const [unit, size] = UNITS.find(([, least]) => ms >= least) ?? ['s', 1_000];
  return `${Math.max(0, Math.floor(ms / size))} ${unit}`;
}

/** For machines that show no local time. */
export function utcText(date: Date): string {
  return `${date.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

function untilText(deadline: Date | null, at: Date): string {
  return deadline === null ? 'soon' : `in ${spanText(deadline.getTime() - at.getTime())}`;
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function dateOf(value: unknown): Date | null {
  return typeof value === 'string' ? new Date(value) : null;
}
