import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

export interface ReceivedMail {
  from: string;
  to: string[];
  /** Headers and all parts, with their transfer encoding undone. */
  text: string;
}

/** A mail server on this machine, over real SMTP. It takes everything unless it is told otherwise. */
export async function mailServer() {
  const received: ReceivedMail[] = [];
  const mail = {
    received,
    /** Why somebody gets nothing here, as "550 No such person"; null: they do. */
    refuse: (_recipient: string): string | null => null,
    /** What happens before a mail is taken. */
    beforeTaking: async (): Promise<void> => {},
  };
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onRcptTo({ address }, _session, callback) {
      const reason = mail.refuse(address);
      callback(reason === null ? null : replyOf(reason));
    },
    async onData(stream, { envelope }, callback) {
      const chunks: Buffer[] = [];
      for await (const chunk of stream) chunks.push(chunk);
      try {
        await mail.beforeTaking();
      } catch (error) {
        // Only errors are thrown, by tests.
        return callback(error as Error);
      }
      const from = envelope.mailFrom === false ? '' : envelope.mailFrom.address;
      received.push({
        from,
        to: envelope.rcptTo.map(({ address }) => address),
        text: decoded(Buffer.concat(chunks).toString('latin1')),
      });
      callback();
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A server that listens at a port of TCP has such an address.
  const { port } = server.server.address() as AddressInfo;
  return Object.assign(mail, {
    smtp: { url: `smtp://127.0.0.1:${port}`, from: 'Holdpoint <holdpoint@example.com>' },
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  });
}

function replyOf(reason: string): Error {
  const [code = '', ...words] = reason.split(' ');
  return Object.assign(new Error(words.join(' ')), { responseCode: Number(code) });
}

/** Of what nodemailer makes for text: lines cut by "=", bytes as "=E2", and headers as "=?UTF-8?Q?…?=". */
function decoded(raw: string): string {
  const bytes = raw
    .replaceAll(/\?=\r\n =\?UTF-8\?Q\?/gi, '')
    .replaceAll(/=\?UTF-8\?Q\?([^?]*)\?=/gi, (_, word: string) => word.replaceAll('_', ' '))
    .replaceAll(/=\r\n/g, '')
    .replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8').replaceAll('\r\n', '\n');
}
