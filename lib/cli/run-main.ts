/** Runs a command's main function. A failure is one message for a person, and exit code 1. */
export async function runMain(main: () => Promise<void>): Promise<void> {
  try {
    await main();
  } catch (error) {
    endWith(error);
  }
}

/** Ends the process with what went wrong; the stack only on request (HOLDPOINT_DEBUG=1). */
export function endWith(error: unknown): never {
  const message = error instanceof Error ? error.message : String(error);
  console.error(process.env.HOLDPOINT_DEBUG ? error : `\n${message}\n`);
  process.exit(1);
}
