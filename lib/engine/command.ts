import type { Send } from './send';

export interface CommandOptions<Resume = unknown, Update = unknown, Nodes extends string = string> {
  /** The answer to the one pending interrupt, or `{ [interruptId]: answer }`. */
  resume?: Resume;
  /** A change of the state: an object, or pairs of key and value. */
  update?: Update;
  /** Where to go next, in addition to the node's static edges. */
  goto?: Nodes | Send | readonly (Nodes | Send)[];
  /** `Command.PARENT` addresses the enclosing graph; default is the current one. */
  graph?: string;
}

/** As input: resumes, updates or redirects a thread. As a node's result: an update together with where to go. */
// biome-ignore lint/suspicious/noExplicitAny: a Command without an update, or one whose type nobody has named, fits every graph.
export class Command<Resume = unknown, Update = any, Nodes extends string = string> {
  static readonly PARENT = '__parent__';
  readonly lg_name = 'Command';
  readonly resume?: Resume;
  readonly update?: Update;
  readonly goto?: CommandOptions<Resume, Update, Nodes>['goto'];
  readonly graph?: string;

  constructor(options: CommandOptions<Resume, Update, Nodes>) {
    if (options.resume !== undefined) this.resume = options.resume;
    if (options.update !== undefined && options.update !== null) this.update = options.update;
    if (options.goto !== undefined && options.goto !== null) this.goto = options.goto;
    if (options.graph !== undefined) this.graph = options.graph;
  }

  /** LangChain's tools hand it over as it is, and not as the text of a message. */
  get lc_direct_tool_output(): true {
    return true;
  }

  toJSON() {
    return { lg_name: this.lg_name, resume: this.resume, update: this.update, goto: this.goto, graph: this.graph };
  }
}

/** Also true for a Command made by another copy of this module. */
export function isCommand(value: unknown): value is Command {
  return typeof value === 'object' && value !== null && 'lg_name' in value && value.lg_name === 'Command';
}
