import type { Page } from '@playwright/test';

/** Something on the screen. */
export interface Sight {
  selector: string;
  /** What the element says; without it, that it is there. */
  text?: string;
}

/**
 * How long it takes from an input of the person until something is painted, in milliseconds, by the browser's own clock.
 * @param on the event of that input
 */
export async function painted(
  page: Page,
  { on, act, sight }: { on: 'keydown' | 'change' | 'input'; act: () => Promise<unknown>; sight: Sight },
): Promise<number> {
  const timing = page.evaluateHandle(
    ({ event, selector, text }) => {
      const start = new Promise<number>((resolve) => {
        window.addEventListener(event, ({ timeStamp }) => resolve(timeStamp), { capture: true, once: true });
      });
      const isThere = () =>
        [...document.querySelectorAll(selector)].some((element) => !text || element.textContent?.includes(text));
      const look = (resolve: (at: number) => void) => {
        // What a frame has changed is painted before the task after it.
        requestAnimationFrame(() => setTimeout(() => (isThere() ? resolve(performance.now()) : look(resolve))));
      };
      const took = start.then(async (at) => (await new Promise<number>(look)) - at);
      return { took };
    },
    { event: on, ...sight },
  );
  const handle = await timing;
  await act();
  return handle.evaluate(({ took }) => took);
}
