import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Address {
  host: string;
  port: number;
  /** The environment variable that names the port; default PORT. */
  variable?: string;
}

/** HOST and PORT, or another variable than PORT; default 127.0.0.1:3000. 0 takes any free port. */
export function addressFromEnv(variable = 'PORT'): Address {
  const port = Number(process.env[variable] || 3000);
  if (!Number.isInteger(port) || port < 0 || port > 65535) {
    throw new Error(
      `${variable} is ${process.env[variable]}; give a number from 0 to 65535, for example ${variable}=3001.`,
    );
  }
  return { host: process.env.HOST || '127.0.0.1', port, ...(variable !== 'PORT' && { variable }) };
}

/** Takes the port, or says who may have it and what to do. */
export async function listen(server: Server, wanted: Address): Promise<Address> {
  const { host, port } = wanted;
  server.listen(port, host);
  try {
    await once(server, 'listening');
  } catch (error) {
    throw new Error(whyNot(error, wanted), { cause: error });
  }
  // A TCP server that listens has an address of this form.
  return { host, port: (server.address() as AddressInfo).port };
}

/** Fails early when the port is taken, before anybody waits for a build. */
export async function ensurePortIsFree(address: Address): Promise<void> {
  const probe = createServer();
  await listen(probe, address);
  probe.close();
  await once(probe, 'close');
}

function whyNot(error: unknown, { host, port, variable = 'PORT' }: Address): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') {
    return `Port ${port} on ${host} is in use. Stop the other server, or choose another port: ${variable}=${port + 1} npm ${command(variable)}`;
  }
  if (code === 'EACCES') return `Port ${port} needs more rights. Choose one above 1023, for example ${variable}=3000.`;
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
    return `${host} is not an address of this machine. Set HOST to one that is: 127.0.0.1, or 0.0.0.0 for all.`;
  }
  return `Cannot listen on ${host}:${port}: ${error instanceof Error ? error.message : String(error)}`;
}

function command(variable: string): string {
  return variable === 'PORT' ? 'start' : 'run worker';
}
