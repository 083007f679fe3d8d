/** Runs a command's main function. A failure is one message for a person, with the stack only on request, and exit code 1. */
export async function runMain(main: () => Promise<void>): Promise<void> {
  try {
    await main();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    console.error(process.env.HOLDPOINT_DEBUG ? error : `\n${message}\n`);
    process.exit(1);
  }
}
