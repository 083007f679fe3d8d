import { writeFileSync } from 'node:fs';
import type { FullConfig, Reporter, Suite, TestCase, TestError } from '@playwright/test/reporter';
import { FINDINGS_FILE, type Findings, failedRemark, flakyRemark } from './findings';

/** Tells `npm test` what Playwright found. */
export default class BrowserReporter implements Reporter {
  readonly #findings: Findings = { passed: 0, failed: 0, remarks: [] };
  #tests: TestCase[] = [];

  onBegin(_config: FullConfig, suite: Suite): void {
    this.#tests = suite.allTests();
  }

  /** Trouble outside of every test, such as a file that can't be loaded. */
  onError(error: TestError): void {
    this.#fail(failedRemark('outside of the tests', error.message));
  }

  onEnd(): void {
    for (const test of this.#tests) this.#count(test);
    const file = process.env[FINDINGS_FILE];
    if (file) writeFileSync(file, JSON.stringify(this.#findings));
  }

  #count(test: TestCase): void {
    const name = test.titlePath().filter(Boolean).join(' > ');
    const outcome = test.outcome();
    if (outcome === 'unexpected') this.#fail(failedRemark(name, test.results.at(-1)?.error?.message));
    if (outcome === 'expected' || outcome === 'flaky') this.#findings.passed += 1;
    if (outcome === 'flaky') this.#findings.remarks.push(flakyRemark(name));
  }

  #fail(remark: string): void {
    this.#findings.failed += 1;
    this.#findings.remarks.push(remark);
  }
}
