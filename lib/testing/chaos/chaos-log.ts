import { appendFileSync } from 'node:fs';

export interface ChaosEvent {
  at: Date;
  /** When what was done was undone, or had taken effect. Absent: not yet, or it is no more than a moment. */
  until?: Date;
  what: string;
  detail: string;
}

/** What was done to the processes and the database of a round, in order. */
export class ChaosLog {
  readonly events: ChaosEvent[] = [];

  constructor(private readonly path: string) {}

  add(what: string, detail = ''): ChaosEvent {
    const event: ChaosEvent = { at: new Date(), what, detail };
    this.events.push(event);
    appendFileSync(this.path, `${event.at.toISOString()} ${what} ${detail}\n`);
    return event;
  }
}
