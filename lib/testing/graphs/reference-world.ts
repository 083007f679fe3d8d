import type { NodePlan } from './graph-plan';
import { Journal } from './play-node';

/** A plan with more to do says nothing that a smaller one does not. */
const MOST_EXECUTIONS = 120;

export class TooMuch extends Error {}

/** What all graphs of one reference run share. */
export class ReferenceWorld {
  readonly journal = new Journal();
  /** By question. */
  readonly answers = new Map<string, unknown>();
  private readonly owners = new Map<string, string>();
  private executions = 0;
  private readonly stopped = new Set<string>();
  private readonly hidden = new Set<string>();
  private readonly handed = new Set<string>();
  private isTooMuch = false;

  constructor(readonly hasSaver: boolean) {}

  noteTask(key: string, owner: string): void {
    const isKnown = (this.owners.get(key) ?? owner) === owner;
    // Two tasks that look the same could not be compared.
    this.isTooMuch ||= !isKnown || ++this.executions > MOST_EXECUTIONS;
    this.owners.set(key, owner);
    this.checkSize();
  }

  /** @throws TooMuch */
  checkSize(): void {
    if (this.isTooMuch) throw new TooMuch('The plan is too large, or two of its tasks look the same.');
  }

  /**
   * A sibling failed, and may have stopped this node halfway, or before its next attempt. Then it is open how often it and the
   * nodes around it were executed; and where a handler took over, whether the node had failed often enough for that.
   */
  noteStopped({ name }: NodePlan): void {
    this.stopped.add(name.charAt(0));
    this.isTooMuch ||= this.hidden.has(name.charAt(0)) || this.handed.has(name.charAt(0));
  }

  /** An error handler takes over from this node. */
  noteHanded({ name }: NodePlan): void {
    this.handed.add(name.charAt(0));
  }

  /** A question and a failure hide each other. When it is also open what had failed by then, so is what is asked. */
  noteHidden({ name }: NodePlan): void {
    this.hidden.add(name.charAt(0));
    this.isTooMuch ||= !this.isCertain(name);
  }

  /** The run has failed for good. When it is open what had failed by then, it might also have come further. */
  noteEnd(): void {
    this.isTooMuch ||= this.stopped.size > 0;
  }

  /** Whether it is certain how often a node of this name is executed. Names begin with that of the outermost node. */
  isCertain(name: string): boolean {
    return !this.stopped.has(name.charAt(0));
  }
}
