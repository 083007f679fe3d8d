export interface ConnectionHandlers {
  onText: (text: string) => void;
  /** Also when it is lost still. */
  onLost: () => void;
}

/** What is used of an `EventSource`. */
export interface LiveSource {
  onmessage: ((event: MessageEvent<string>) => void) | null;
  onerror: ((event: Event) => void) | null;
  readonly readyState: number;
  close: () => void;
}

const CLOSED = 2;
/** After an HTTP error EventSource gives up for good: then a new one is made. */
export const RETRY_MS = 1500;
/** The server says something every 15 seconds. A connection that died without a word, as in a sleeping laptop, says nothing. */
export const SILENCE_MS = 40_000;

/** Hears the server, and notices when it hears nothing any more. */
export class LiveConnection {
  readonly #handlers: ConnectionHandlers;
  readonly #connect: () => LiveSource;
  #source: LiveSource | undefined;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #silence: ReturnType<typeof setTimeout> | undefined;

  constructor(handlers: ConnectionHandlers, connect: () => LiveSource) {
    this.#handlers = handlers;
    this.#connect = connect;
  }

  /** Begins, or begins anew: what there was may be dead. */
  open(): void {
    this.close();
    const source = this.#connect();
    this.#source = source;
    source.onmessage = (event) => this.#hear(event.data);
    source.onerror = () => this.#lose(source);
    this.#expectWord();
  }

  close(): void {
    clearTimeout(this.#retry);
    clearTimeout(this.#silence);
    this.#source?.close();
  }

  #hear(text: string): void {
    this.#expectWord();
    this.#handlers.onText(text);
  }

  #lose(source: LiveSource): void {
    this.#handlers.onLost();
    if (source.readyState === CLOSED) this.#retry = setTimeout(() => this.open(), RETRY_MS);
  }

  #expectWord(): void {
    clearTimeout(this.#silence);
    this.#silence = setTimeout(() => {
      this.#handlers.onLost();
      this.open();
    }, SILENCE_MS);
  }
}
