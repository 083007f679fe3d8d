/** Whether a setting that is on unless it says `off` is on. @throws Error that names it: a `false` would be taken for on */
export function isOn(setting: string, env: Record<string, string | undefined> = process.env): boolean {
  const given = env[setting];
  if (!given || given === 'on') return true;
  if (given === 'off') return false;
  throw new Error(`${setting} is ${given}; set it to on or off.`);
}
