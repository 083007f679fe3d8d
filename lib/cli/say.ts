/** A line for the person at the terminal. Logs go elsewhere, so that these lines stay readable. */
export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
