import { writeFileSync } from 'node:fs';
import type { SerializedError } from 'vitest';
import type { Reporter, TestCase, TestModule } from 'vitest/node';
import { FINDINGS_FILE, type Findings, failedRemark, flakyRemark } from './findings';

/** Tells `npm test` what Vitest found. */
export default class UnitReporter implements Reporter {
  readonly #findings: Findings = { passed: 0, failed: 0, remarks: [] };

  onTestCaseResult(test: TestCase): void {
    const { state, errors } = test.result();
    const name = `${test.module.relativeModuleId} > ${test.fullName}`;
    if (state === 'failed') this.#fail(failedRemark(name, errors?.[0]?.message));
    if (state === 'passed') this.#findings.passed += 1;
    if (test.diagnostic()?.flaky) this.#findings.remarks.push(flakyRemark(name));
  }

  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[]): void {
    for (const module of modules) {
      for (const error of module.errors()) this.#fail(failedRemark(module.relativeModuleId, error.message));
    }
    for (const error of unhandled) this.#fail(failedRemark('outside of the tests', error.message));
    const file = process.env[FINDINGS_FILE];
    if (file) writeFileSync(file, JSON.stringify(this.#findings));
  }

  #fail(remark: string): void {
    this.#findings.failed += 1;
    this.#findings.remarks.push(remark);
  }
}
