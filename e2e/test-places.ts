import type { Page } from '@playwright/test';
import type { Api } from './api';
import { expectReadable } from './expect-accessible';
import { test } from './fixtures';

/** What can be seen at an address, at once or after a few steps. */
export interface Place {
  name: string;
  /** Arranges data. @returns the address */
  path: (api: Api) => Promise<string>;
  /** Goes there from the address, and waits until it is there: an empty page has few violations. */
  open: (page: Page) => Promise<unknown>;
}

/** A test for each. */
export function testPlaces(places: Place[]): void {
  for (const { name, path, open } of places) {
    test(`everyone can read ${name} in light and dark, without scrolling sideways`, async ({ page, visit, api }) => {
      await visit(await path(api));
      await open(page);

      await expectReadable(page);
    });
  }
}
