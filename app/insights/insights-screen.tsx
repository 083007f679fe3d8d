import { ChartColumn } from 'lucide-react';
import { Card, CardBody, CardHeader } from '#app/_ui/card';
import { EmptyState } from '#app/_ui/empty-state';
import { Notice } from '#app/_ui/notice';
import { PageHeader } from '#app/_ui/page-header';
import type { Insights } from '#lib/review/get-insights';
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
  return (
    <>
      <PageHeader title="Insights" description="What waits now, and how decisions are taken" />
      <InsightsFilters {...filters} />
      <div className="gap-4 px-4 py-4 md:px-6 xl:columns-2">
        {isCut ? (
          <Notice title="Not everything is counted">The oldest 20,000 questions, and the newest 20,000 answers.</Notice>
        ) : null}
        <Section title="Waiting now" detail={`${waiting.total} ${waiting.total === 1 ? 'question' : 'questions'}`}>
          <AgePlot ages={waiting.ages} />
        </Section>
        <Section title="Waiting, by graph and node">
          <WaitingTable groups={waiting.groups} />
        </Section>
        {overall ? (
          <>
            <Section
              title="Time to decision"
              detail={`half within ${formatLong(overall.p50Ms)}, nine of ten within ${formatLong(overall.p90Ms)}`}
            >
              <TimePlot groups={byGraph} nameOf={(group) => group.graphId ?? 'no graph'} />
            </Section>
            <Section title="What was decided" detail={overall.count === 1 ? '1 answer' : `${overall.count} answers`}>
              <VerdictBar split={overall.split} count={overall.count} label="All answers" />
              <VerdictLegend split={overall.split} count={overall.count} />
            </Section>
            <Section title="By graph">
              <DecisionTable heading="Graph" groups={byGraph} nameOf={(group) => group.graphId ?? 'no graph'} />
            </Section>
            <Section title="By node">
              <DecisionTable heading="Node" groups={byNode} nameOf={(group) => `${group.graphId} › ${group.node}`} />
            </Section>
            <Section title="By reviewer">
              <DecisionTable
                heading="Reviewer"
                groups={byReviewer}
                nameOf={(group) => group.actor || 'without a name'}
              />
            </Section>
          </>
        ) : (
          <EmptyState icon={<ChartColumn aria-hidden />} title="No answers in this time">
            Widen the time, or take the filters away.
          </EmptyState>
        )}
      </div>
    </>
  );
}

function Section({ title, detail, children }: { title: string; detail?: string; children: React.ReactNode }) {
  return (
    <Card className="mb-4 min-w-0 break-inside-avoid">
      <CardHeader title={title} detail={detail} />
      <CardBody>{children}</CardBody>
    </Card>
  );
}
