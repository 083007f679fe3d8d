/**
 * All tabs of a browser share one connection to the server, because browsers hold no more than six to one that speaks HTTP/1.1.
 * The tab that leads has it, and says to the others what it hears. They agree on who leads by talking, not by a lock: browsers
 * give locks to pages over https only. So two may lead for a moment, which costs a connection and loses nothing.
 */
import { greet, hearLive, type LiveHandlers } from './hear-live';
import { LiveConnection, type LiveSource } from './live-connection';
import { isLater, type Leader, type TabChannel, type TabWord } from './tab-word';

export interface SharedPorts {
  channel: TabChannel;
  connect: () => LiveSource;
  /** 0 to 1, so that not all tabs do the same thing at the same moment. */
  random: () => number;
}

/** How long a tab that begins waits for one that leads. */
export const ANSWER_MS = 250;
/** A tab nobody looks at may be slow. */
export const PATIENCE_MS = 1000;
/** After so much silence a tab asks whether the one that leads is there. */
export const CHECK_MS = 5000;
/** The server says something every 15 seconds. Who has not heard even that was asleep, and has missed who knows what. */
export const ASLEEP_MS = 20_000;

type LeadWord = Extract<TabWord, { k: 'lead' }>;
type Standing = Pick<LeadWord, 'connection' | 'trouble'>;

export class SharedConnection {
  readonly #ports: SharedPorts;
  readonly #handlers: LiveHandlers;
  readonly #live: LiveConnection;
  readonly #id: string;
  /** This tab, while it leads. */
  #mine: Leader | null = null;
  /** The tab that does, while this one follows. */
  #other: Leader | null = null;
  #standing: Standing = { connection: 'connecting', trouble: null };
  #heardAt = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(handlers: LiveHandlers, ports: SharedPorts) {
    this.#ports = ports;
    this.#id = ports.random().toString(36);
    this.#handlers = {
      ...handlers,
      onConnection: (connection) => {
        this.#standing.connection = connection;
        handlers.onConnection(connection);
      },
      onTrouble: (trouble) => {
        this.#standing.trouble = trouble;
        handlers.onTrouble(trouble);
      },
    };
    this.#live = new LiveConnection({ onText: (text) => this.#relay(text), onLost: () => this.#lose() }, ports.connect);
  }

  /** Begins, or begins anew: nothing is known of what was said before. */
  join(): void {
    this.#ports.channel.onmessage = ({ data }) => this.#hear(data);
    this.#other = null;
    this.#seek(ANSWER_MS);
  }

  /** Ends. Another tab goes on. */
  leave(): void {
    clearTimeout(this.#timer);
    this.#ports.channel.onmessage = null;
    this.#other = null;
    if (!this.#mine) return;
    this.#live.close();
    this.#say({ k: 'leave', leader: this.#mine });
    this.#mine = null;
  }

  /** Somebody looks at this tab: now it has to be right. */
  look(): void {
    if (!this.#mine) this.#seek(PATIENCE_MS);
  }

  /** The connection there is may be dead. */
  tryAgain(): void {
    if (this.#mine) this.#live.open();
  }

  #say(word: TabWord): void {
    this.#ports.channel.postMessage(word);
  }

  #hear(word: TabWord): void {
    this.#noticeSleep();
    this.#heardAt = Date.now();
    if (word.k === 'ask') this.#answer();
    else if (word.k === 'lead') this.#hearLeader(word);
    else if (word.k === 'leave') this.#hearLeave(word.leader);
    else if (!this.#mine) this.#hearSaid(word.text);
  }

  #answer(): void {
    if (this.#mine) this.#say({ k: 'lead', leader: this.#mine, ...this.#standing });
  }

  #hearLeader({ leader, connection, trouble }: LeadWord): void {
    const known = this.#mine ?? this.#other;
    // Each of two that lead hears of the other, and the earlier one gives in.
    if (known && isLater(known, leader)) this.#answer();
    else this.#follow({ leader, connection, trouble }, known);
  }

  #follow({ leader, connection, trouble }: Omit<LeadWord, 'k'>, known: Leader | null): void {
    if (this.#mine) this.#live.close();
    this.#mine = null;
    this.#other = leader;
    this.#expectWord();
    // What it heard before this tab followed it is not known here.
    const isInTheKnow = known?.id === leader.id && this.#standing.connection === 'open';
    if (connection === 'open' && !isInTheKnow) greet(this.#handlers);
    else if (connection === 'lost') this.#handlers.onConnection('lost');
    this.#handlers.onTrouble(trouble);
  }

  #hearLeave(leader: Leader): void {
    if (this.#other?.id !== leader.id) return;
    this.#seek(this.#ports.random() * ANSWER_MS);
  }

  #hearSaid(text: string): void {
    hearLive(text, this.#handlers);
    if (this.#other) this.#expectWord();
  }

  #expectWord(): void {
    clearTimeout(this.#timer);
    // One asks, and the answer is for all.
    this.#timer = setTimeout(() => this.#seek(PATIENCE_MS), CHECK_MS * (1 + this.#ports.random() / 2));
  }

  #seek(patienceMs: number): void {
    this.#noticeSleep();
    this.#say({ k: 'ask' });
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#lead(), patienceMs);
  }

  /** What was said to a tab that slept is lost: whoever leads is new to it. */
  #noticeSleep(): void {
    if (Date.now() - this.#heardAt > ASLEEP_MS) this.#other = null;
  }

  #lead(): void {
    this.#mine = { id: this.#id, since: Math.max(Date.now(), (this.#other?.since ?? 0) + 1) };
    this.#other = null;
    // The screen goes on to say what was last known.
    this.#standing = { connection: 'connecting', trouble: this.#standing.trouble };
    this.#answer();
    this.#live.open();
  }

  #relay(text: string): void {
    this.#say({ k: 'said', text });
    hearLive(text, this.#handlers);
  }

  #lose(): void {
    this.#handlers.onConnection('lost');
    this.#answer();
  }
}
