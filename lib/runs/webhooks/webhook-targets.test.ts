import { describe, expect, it } from 'vitest';
import { isAllowed, refuseUrl, webhookTargets } from './webhook-targets';

const allowing = (hosts?: string) => webhookTargets({ HOLDPOINT_WEBHOOK_HOSTS: hosts });

describe('whom webhooks may call', () => {
  it.each(['https://example.com/hook', 'http://8.8.8.8/', 'https://[2606:4700::1111]/'])('%s, by default', (url) => {
    expect(refuseUrl(url, allowing())).toBeNull();
  });

  it.each([
    ['http://127.0.0.1:9/', 'this machine'],
    ['http://2130706433/', 'this machine'],
    ['http://0x7f.1/', 'this machine'],
    ['http://[::1]/', 'this machine'],
    ['http://[::ffff:127.0.0.1]/', 'this machine'],
    ['http://10.1.2.3/', 'private'],
    ['http://192.168.0.1/', 'private'],
    ['http://[fd00::1]/', 'private'],
    ['http://169.254.169.254/latest/meta-data', 'special'],
    ['http://0.0.0.0/', 'special'],
    ['http://[fe80::1]/', 'special'],
    ['http://[64:ff9b::7f00:1]/', 'special'],
    ['ftp://example.com/', 'use https: or http:'],
    ['file:///etc/passwd', 'use https: or http:'],
    ['https://user:secret@example.com/', 'password'],
    ['/hook', 'is no URL'],
  ])('not %s, and says why', (url, reason) => {
    expect(refuseUrl(url, allowing())).toContain(reason);
  });

  it.each([
    ['loopback', 'http://127.0.0.1/', true],
    ['loopback', 'http://10.0.0.1/', false],
    ['loopback', 'http://8.8.8.8/', false],
    ['private', 'http://10.0.0.1/', true],
    ['private', 'http://169.254.169.254/', false],
    ['external, 10.1.0.0/16', 'http://10.1.2.3/', true],
    ['external, 10.1.0.0/16', 'http://10.2.2.3/', false],
    ['169.254.169.254', 'http://169.254.169.254/', true],
    ['fd00:1::/32', 'http://[fd00:1::5]/', true],
    ['*', 'http://169.254.169.254/', true],
  ])('as HOLDPOINT_WEBHOOK_HOSTS=%s says: %s %s', (hosts, url, isFine) => {
    expect(refuseUrl(url, allowing(hosts)) === null).toBe(isFine);
  });

  it.each([
    ['n8n', 'n8n', true],
    ['*.corp.example', 'hooks.corp.example', true],
    ['*.corp.example', 'corp.example', false],
    ['*.corp.example', 'evilcorp.example', false],
    ['external', 'n8n', false],
  ])('a name of a private address, with HOLDPOINT_WEBHOOK_HOSTS=%s: %s %s', (hosts, host, isFine) => {
    expect(isAllowed({ host, address: '10.0.0.5' }, allowing(hosts))).toBe(isFine);
  });

  it.each(['10.0.0.0/33', 'a b', 'https://example.com', ''])(
    'a setting that cannot be used is named: "%s"',
    (entry) => {
      expect(() => allowing(`external,${entry}`)).toThrow('HOLDPOINT_WEBHOOK_HOSTS has');
    },
  );
});
