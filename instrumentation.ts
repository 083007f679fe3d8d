/** Next calls this once in each server process, and not while it builds. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME === 'nodejs') {
    const { bootstrap } = await import('#lib/cli/bootstrap');
    await bootstrap();
  }
}
