import type { OnePressDecision } from './one-press-decisions';

/** Those that every one of the questions can be given. */
export function commonDecisions(ofQuestions: OnePressDecision[][]): Pick<OnePressDecision, 'key' | 'label'>[] {
  const [first = [], ...others] = ofQuestions;
  const isCommon = ({ key }: OnePressDecision) => others.every((each) => each.some((decision) => decision.key === key));
  return first.filter(isCommon).map(({ key, label }) => ({ key, label }));
}
