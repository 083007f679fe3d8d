import type { DialectFixture } from './dialect-fixture';
import { questionFixtures } from './question-fixtures';
import { requestFixtures } from './request-fixtures';

export const dialectFixtures: DialectFixture[] = [...requestFixtures, ...questionFixtures];
