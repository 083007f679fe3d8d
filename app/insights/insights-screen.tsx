import { ChartColumn } from 'lucide-react';
import { LinkButton } from '#app/_ui/button';
import { Card, CardBody, CardHeader } from '#app/_ui/card';
import { EmptyState } from '#app/_ui/empty-state';
import { Notice } from '#app/_ui/notice';
import { PageHeader } from '#app/_ui/page-header';
import { formatNumber } from '#lib/language/format-number';
import { msgid, ngettext, t } from '#lib/language/gettext';
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
      <PageHeader title={t`Insights`} description={t`What waits now, and how decisions are taken`} />
      <InsightsFilters {...filters} />
      <div className="flex flex-col gap-4 px-4 py-4 md:px-6">
        {isCut ? (
          <Notice title={t`Not everything is counted`}>
            {t`The oldest 20,000 questions, and the newest 20,000 answers.`}
          </Notice>
        ) : null}
        <div className="gap-4 xl:columns-2 *:mb-4 *:break-inside-avoid">
          <Section title={t`Waiting now`} detail={questions(waiting.total, waiting.isCut)}>
            {waiting.total === 0 ? (
              <p className="text-sm text-ink-faint">{t`Nothing waits.`}</p>
            ) : (
              <AgePlot ages={waiting.ages} />
            )}
          </Section>
          {overall ? <TimeAndVerdicts overall={overall} byGraph={byGraph} /> : null}
          {waiting.total === 0 ? null : (
            <Section title={t`Waiting, by graph and node`}>
              <WaitingTable groups={waiting.groups} />
            </Section>
          )}
        </div>
        {overall ? (
          <>
            <Section title={t`By graph`}>
              <DecisionTable heading={t`Graph`} caption={t`Answers by graph`} groups={byGraph} nameOf={graphName} />
            </Section>
            <Section title={t`By node`}>
              <DecisionTable
                heading={t`Node`}
                caption={t`Answers by node`}
                groups={byNode}
                nameOf={(group) => `${group.graphId} › ${group.node}`}
              />
            </Section>
            <Section title={t`By reviewer`}>
              <DecisionTable
                heading={t`Reviewer`}
                caption={t`Answers by reviewer`}
                groups={byReviewer}
                nameOf={({ actor }) => actor || t`without a name`}
              />
            </Section>
          </>
        ) : (
          <EmptyState
            icon={<ChartColumn aria-hidden />}
            title={t`No answers in this time`}
            actions={isFiltered ? <LinkButton href="/insights">{t`Clear filters`}</LinkButton> : null}
          >
            {isFiltered ? t`Widen the time, or take the filters away.` : t`What reviewers answer is counted here.`}
          </EmptyState>
        )}
      </div>
    </>
  );
}

const graphName = ({ graphId }: DecisionGroup) => graphId ?? t`no graph`;

/** "1 question", "20,000+ questions". */
function questions(count: number, isMore: boolean): string {
  const shown = `${formatNumber(count)}${isMore ? '+' : ''}`;
  return ngettext(msgid`${shown} question`, msgid`${shown} questions`, count);
}

function answers(count: number): string {
  const shown = formatNumber(count);
  return ngettext(msgid`${shown} answer`, msgid`${shown} answers`, count);
}

/** How long decisions took, and what they were, all together. */
function TimeAndVerdicts({ overall, byGraph }: { overall: DecisionGroup; byGraph: DecisionGroup[] }) {
  const { count, split, p50Ms, p90Ms } = overall;
  return (
    <>
      <Section
        title={t`Time to decision`}
        detail={t`half within ${formatLong(p50Ms)}, nine of ten within ${formatLong(p90Ms)}`}
      >
        <TimePlot groups={byGraph} nameOf={graphName} />
      </Section>
      <Section title={t`What was decided`} detail={answers(count)}>
        <VerdictBar split={split} count={count} label={t`All answers`} />
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
