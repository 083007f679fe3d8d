import { pulse } from '#app/_shell/pulse';
import type { Intent } from '#lib/review/form/form-plan';
import { isInSight, isTouching, type Span } from './is-in-sight';

/** The actions of a batch, each with its proposal and its decision; one question alone has one. */
export function actionsOf(form: HTMLFormElement): HTMLElement[] {
  return [...form.querySelectorAll<HTMLElement>('[data-action]')];
}

/** The radio that a key stands for: of the action one went to, else of the first that is undecided, else of the one in focus. */
export function optionFor(
  form: HTMLFormElement,
  intent: Intent,
  current: Element | null,
): HTMLInputElement | undefined {
  const options = [...form.querySelectorAll<HTMLInputElement>(`input[data-intent="${intent}"]`)];
  const focused = document.activeElement?.closest('[data-action]') ?? null;
  const within = (place: Element | null) => (place ? options.find((option) => place.contains(option)) : undefined);
  return within(current) ?? options.find(isUndecided) ?? within(focused) ?? options[0];
}

/** Chooses as a click would, and leaves the focus where Tab leads on to what the choice asks for. */
export function choose(option: HTMLInputElement): void {
  option.click();
  option.focus({ preventScroll: true });
  option.closest('fieldset')?.scrollIntoView({ block: 'nearest' });
  pulse(option.closest('label'));
}

/** Goes to the action beside the one in focus. @returns it */
export function goToAction(form: HTMLFormElement, step: 1 | -1): HTMLElement | null {
  const actions = actionsOf(form);
  const at = actions.findIndex((action) => action.contains(document.activeElement));
  const start = step === 1 ? -1 : actions.length;
  const next = actions[Math.min(actions.length - 1, Math.max(0, (at === -1 ? start : at) + step))] ?? null;
  const radio =
    next?.querySelector<HTMLElement>('input[type="radio"]:checked') ?? next?.querySelector('input, textarea');
  if (radio instanceof HTMLElement) radio.focus({ preventScroll: true });
  next?.scrollIntoView({ block: 'nearest' });
  return next;
}

/** Turns to the difference between a proposal and its edit, or back to the edit. */
export function toggleDiff(form: HTMLFormElement): void {
  const here = document.activeElement?.closest('[data-action]')?.querySelector('[data-revision]');
  const revision = here ?? form.querySelector('[data-revision]');
  const diff = revision?.querySelector<HTMLInputElement>('input[value="diff"]');
  const next = diff?.checked ? revision?.querySelector<HTMLInputElement>('input[value="edited"]') : diff;
  next?.click();
  pulse(next?.closest('label'));
}

/** Whether what an option decides on is before the reader; `partly`: any of it. */
export function sightOf(option: HTMLInputElement): { fully: boolean; partly: boolean } {
  const view = viewOf(option.form);
  const what = spanDecidedBy(option);
  return { fully: isInSight(what, view), partly: isTouching(what, view) };
}

export function bringIntoSight(option: HTMLInputElement): void {
  placeOf(option)?.scrollIntoView({ block: 'start' });
}

function placeOf(option: HTMLInputElement): Element | null {
  return option.closest('[data-action]') ?? option.closest('[data-question]') ?? option.form;
}

/** From the question down to its choices. */
function spanDecidedBy(option: HTMLInputElement): Span {
  const { top } = (placeOf(option) ?? option).getBoundingClientRect();
  return { top, bottom: (option.closest('fieldset') ?? option).getBoundingClientRect().bottom };
}

/** The bar with the button covers what is behind it. */
function viewOf(form: HTMLFormElement | null): Span {
  const bar = form?.querySelector('[data-submit-bar]')?.getBoundingClientRect();
  return { top: 0, bottom: Math.min(window.innerHeight, bar?.top ?? Number.POSITIVE_INFINITY) };
}

function isUndecided(option: HTMLInputElement): boolean {
  return !option.closest('fieldset')?.querySelector('input:checked');
}
