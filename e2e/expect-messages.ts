import { expect, type Page } from '@playwright/test';

/** Who says it, and a part of the text. */
type Expected = [role: 'Human' | 'AI' | 'Tool', text: string | RegExp];

/** A paced turn takes longer than anything else that a screen is expected to show. */
const TURN_MS = 45_000;

/** Waits until the thread on the screen shows exactly these messages, in this order, each containing its text. */
export async function expectMessages(page: Page, messages: Expected[]): Promise<void> {
  const shown = page.getByRole('list', { name: 'Conversation' }).getByRole('article');
  await expect(shown).toContainText(
    messages.map(([, text]) => text),
    { timeout: TURN_MS },
  );
  await expect(shown).toHaveCount(messages.length);
  for (const [index, [role]] of messages.entries()) {
    await expect(shown.nth(index)).toHaveAccessibleName(`${role} message`);
  }
}

/** The turn that the double-texting guides print for a question about the weather in a city. */
export function weatherTurn(question: string, city: string): Expected[] {
  const answer = new RegExp(`the weather in ${city}:.*if you need any other details!$`, 's');
  return [...interruptedTurn(question, city), ['AI', answer]];
}

/** The same turn when it is stopped while the model words its answer. */
export function interruptedTurn(question: string, city: string): Expected[] {
  return [
    ['Human', question],
    ['AI', `weather in ${city.toLowerCase()}`],
    ['Tool', city],
  ];
}
