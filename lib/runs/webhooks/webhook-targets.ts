// Whom this server may call. An address that a client or a person gives may lead into the network that the server stands in, so
// only what is outside may be called unless HOLDPOINT_WEBHOOK_HOSTS says otherwise. Names are judged by the addresses they
// resolve to, at the moment of the connection.
import { BlockList, isIP, isIPv4 } from 'node:net';

const SETTING = 'HOLDPOINT_WEBHOOK_HOSTS';

const CLASSES = ['external', 'private', 'loopback', '*'] as const;

type AddressClass = (typeof CLASSES)[number] | 'special';

export interface WebhookTargets {
  classes: ReadonlySet<string>;
  networks: BlockList;
  /** Lower case; one that begins with `*.` stands for all below it. */
  names: readonly string[];
}

const LOOPBACK = blockList('127.0.0.0/8', '::1/128');
const PRIVATE = blockList('10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10', 'fc00::/7');
/** Link-local addresses (where clouds serve credentials), multicast, documentation, translation and what is not assigned. */
const SPECIAL = blockList(
  ...['0.0.0.0/8', '169.254.0.0/16', '192.0.0.0/24', '192.0.2.0/24', '192.88.99.0/24', '198.18.0.0/15'],
  ...['198.51.100.0/24', '203.0.113.0/24', '224.0.0.0/4', '240.0.0.0/4'],
  ...[
    '::/128',
    '64:ff9b::/96',
    '64:ff9b:1::/48',
    '100::/64',
    '2001::/32',
    '2001:db8::/32',
    '2002::/16',
    'fe80::/10',
    'ff00::/8',
  ],
);

/** @throws Error that names a setting which cannot be used */
export function webhookTargets(env: Record<string, string | undefined> = process.env): WebhookTargets {
  const given = (env[SETTING] || 'external').split(',').map((entry) => entry.trim().toLowerCase());
  const networks = new BlockList();
  const classes = new Set<string>();
  const names: string[] = [];
  for (const entry of given) {
    if ((CLASSES as readonly string[]).includes(entry)) classes.add(entry);
    else if (isNetwork(entry)) addNetwork(networks, entry);
    else if (/^(\*\.)?[a-z0-9_-]+(\.[a-z0-9_-]+)*$/.test(entry)) names.push(entry);
    else
      throw new Error(
        `${SETTING} has "${entry}"; give names, addresses or networks (10.0.0.0/8), or ${CLASSES.join(', ')}, with commas between.`,
      );
  }
  return { classes, networks, names };
}

/** Why a URL cannot be called, in words; null: it can, as far as it can be told without resolving its name. */
export function refuseUrl(url: string, targets: WebhookTargets): string | null {
  if (!URL.canParse(url)) return `"${url}" is no URL; give one such as https://example.com/hook.`;
  const { protocol, hostname, username, password } = new URL(url);
  if (protocol !== 'https:' && protocol !== 'http:') return `The URL begins with ${protocol}; use https: or http:.`;
  if (username || password) return 'The URL holds a user name or a password; receivers tell us by the signature.';
  const host = hostname.replace(/^\[|\]$/g, '');
  return isIP(host) === 0 || isAllowed({ host, address: host }, targets) ? null : refusal({ host, address: host });
}

/** Whether the address that a host resolved to may be called. */
export function isAllowed(
  { host, address }: { host: string; address: string },
  { classes, networks, names }: WebhookTargets,
): boolean {
  if (classes.has('*') || names.some((name) => matches(host.toLowerCase(), name))) return true;
  const plain = withoutMapping(address);
  return networks.check(plain, familyOf(plain)) || classes.has(classOf(plain));
}

export function refusal({ host, address }: { host: string; address: string }): string {
  const where = host === address ? host : `${host} is ${address}, which`;
  return `${where} is ${nameOfClass(classOf(withoutMapping(address)))} and may not be called. If it should be, add it to ${SETTING}.`;
}

function nameOfClass(kind: AddressClass): string {
  if (kind === 'private') return 'an address of a private network';
  if (kind === 'loopback') return 'this machine';
  return kind === 'special' ? 'a special address' : 'not allowed';
}

function classOf(address: string): AddressClass {
  const family = familyOf(address);
  if (LOOPBACK.check(address, family)) return 'loopback';
  if (PRIVATE.check(address, family)) return 'private';
  return SPECIAL.check(address, family) ? 'special' : 'external';
}

/** An IPv4 address written as IPv6 is that address. */
function withoutMapping(address: string): string {
  const [, dotted] = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address) ?? [];
  if (dotted) return dotted;
  const [, high, low] = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/i.exec(address) ?? [];
  if (high === undefined || low === undefined) return address;
  const [a, b] = [Number.parseInt(high, 16), Number.parseInt(low, 16)];
  return [a >> 8, a & 255, b >> 8, b & 255].join('.');
}

function matches(host: string, name: string): boolean {
  return name.startsWith('*.') ? host.endsWith(name.slice(1)) : host === name;
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIPv4(address) ? 'ipv4' : 'ipv6';
}

function isNetwork(entry: string): boolean {
  const [address = '', bits] = entry.split('/');
  const most = isIP(address) === 4 ? 32 : 128;
  return isIP(address) !== 0 && (bits === undefined || (/^\d+$/.test(bits) && Number(bits) <= most));
}

function addNetwork(list: BlockList, entry: string): void {
  const [address = '', bits] = entry.split('/');
  const family = familyOf(address);
  if (bits === undefined) list.addAddress(address, family);
  else list.addSubnet(address, Number(bits), family);
}

function blockList(...entries: string[]): BlockList {
  const list = new BlockList();
  for (const entry of entries) addNetwork(list, entry);
  return list;
}
