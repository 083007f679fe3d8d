import { ChartColumn } from 'lucide-react';
import { LinkButton } from '#app/_ui/button';
import { Card, CardBody, CardHeader } from '#app/_ui/card';
import { EmptyState } from '#app/_ui/empty-state';
import { Notice } from '#app/_ui/notice';
import { PageHeader } from '#app/_ui/page-header';
import type { DecisionGroup, Insights } from '#lib/review/get-insights';
import { AgePlot } from './age-plot';
import { DecisionTable } from './decision-table';
import { formatLong } from './format-long';
import { InsightsFilters, type InsightsFiltersProps } from './insights-filters';
import { TimePlot } from './time-plot';
import { VerdictBar, VerdictLegend } from './verdict-bar';
import { WaitingTable } from './waiting-table';

export function InsightsScreen({ insights, ...filters }: InsightsFiltersProps & { insights: Insights }) {
  const { waiting, decisions, isCut } = insights;
  const { overall, byGraph, byNode, byReviewer } = decisions;
  const isFiltered = Boolean(filters.params.graph || filters.params.who);
  return (
    <>
      <PageHeader title="Insights" description="What waits now, and how decisions are taken" />
      <InsightsFilters {...filters} />
      <div className="flex flex-col gap-4 px-4 py-4 md:px-6">
        {isCut ? (
          <Notice title="Not everything is counted">The oldest 20,000 questions, and the newest 20,000 answers.</Notice>
        ) : null}
        <div className="gap-4 xl:columns-2 *:mb-4 *:break-inside-avoid">
          <Section title="Waiting now" detail={counted(waiting.total, { noun: 'question', isMore: waiting.isCut })}>
            {waiting.total === 0 ? (
              <p className="text-sm text-ink-faint">Nothing waits.</p>
            ) : (
              <AgePlot ages={waiting.ages} />
            )}
          </Section>
          {overall ? <TimeAndVerdicts overall={overall} byGraph={byGraph} /> : null}
          {waiting.total === 0 ? null : (
            <Section title="Waiting, by graph and node">
              <WaitingTable groups={waiting.groups} />
            </Section>
          )}
        </div>
        {overall ? (
          <>
            <Section title="By graph">
              <DecisionTable heading="Graph" groups={byGraph} nameOf={graphName} />
            </Section>
            <Section title="By node">
              <DecisionTable heading="Node" groups={byNode} nameOf={(group) => `${group.graphId} › ${group.node}`} />
            </Section>
            <Section title="By reviewer">
              <DecisionTable heading="Reviewer" groups={byReviewer} nameOf={({ actor }) => actor || 'without a name'} />
            </Section>
          </>
        ) : (
          <EmptyState
            icon={<ChartColumn aria-hidden />}
            title="No answers in this time"
            actions={isFiltered ? <LinkButton href="/insights">Clear filters</LinkButton> : null}
          >
            {isFiltered ? 'Widen the time, or take the filters away.' : 'What reviewers answer is counted here.'}
          </EmptyState>
        )}
      </div>
    </>
  );
}

const graphName = ({ graphId }: DecisionGroup) => graphId ?? 'no graph';

/** "1 question", "20,000+ questions". */
function counted(count: number, { noun, isMore }: { noun: string; isMore: boolean }): string {
  return `${count.toLocaleString('en')}${isMore ? '+' : ''} ${noun}${count === 1 ? '' : 's'}`;
}

/** How long decisions took, and what they were, all together. */
function TimeAndVerdicts({ overall, byGraph }: { overall: DecisionGroup; byGraph: DecisionGroup[] }) {
  const { count, split, p50Ms, p90Ms } = overall;
  return (
    <>
      <Section
        title="Time to decision"
        detail={`half within ${formatLong(p50Ms)}, nine of ten within ${formatLong(p90Ms)}`}
      >
        <TimePlot groups={byGraph} nameOf={graphName} />
      </Section>
      <Section title="What was decided" detail={counted(count, { noun: 'answer', isMore: false })}>
        <VerdictBar split={split} count={count} label="All answers" />
        <VerdictLegend split={split} count={count} />
      </Section>
    </>
  );
}

function Section({ title, detail, children }: { title: string; detail?: string; children: React.ReactNode }) {
  return (
    <Card className="min-w-0">
      <CardHeader title={title} detail={detail} />
      <CardBody>{children}</CardBody>
    </Card>
  );
}
