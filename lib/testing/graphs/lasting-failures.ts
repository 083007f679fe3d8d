import type { GraphPlan, NodePlan, StepPlan } from './graph-plan';

/**
 * The plan with failures that never end wherever a handler takes over from them: executed once more, after a crash or on a
 * branch, the node fails again and the graph goes the same way.
 */
export function withLastingFailures(plan: GraphPlan, isHandled = false): GraphPlan {
  return { ...plan, nodes: plan.nodes.map((node) => lasting(node, isHandled)) };
}

function lasting(node: NodePlan, isHandledAround: boolean): NodePlan {
  const isHandled = isHandledAround || node.handler !== undefined;
  return {
    ...node,
    ...(node.subgraph && { subgraph: withLastingFailures(node.subgraph, isHandled) }),
    ...(node.handler && { handler: lasting({ ...node.handler }, isHandledAround) }),
    steps: node.steps.map((step) => lastingStep(step, isHandled)),
  };
}

function lastingStep(step: StepPlan, isHandled: boolean): StepPlan {
  if (step.kind === 'call')
    return { ...step, graphs: step.graphs.map((graph) => withLastingFailures(graph, isHandled)) };
  if (!isHandled) return step;
  if (step.kind === 'fail') return { ...step, times: Number.MAX_SAFE_INTEGER };
  if (step.kind !== 'tasks') return step;
  return { ...step, tasks: step.tasks.map((task) => ({ ...task, fails: task.fails && Number.MAX_SAFE_INTEGER })) };
}
