import { describe, expect, it } from 'vitest';
import { outlineGraph } from './outline-graph';

const nodes = ['tools', '__end__', 'model', '__start__'].map((id) => ({ id }));
const edges = [
  { source: '__start__', target: 'model' },
  { source: 'model', target: '__end__', conditional: true, data: 'done' },
  { source: 'model', target: 'tools', conditional: true },
  { source: 'tools', target: 'model' },
];

describe('outlineGraph', () => {
  it('lists the nodes in the order in which a run reaches them, the end last', () => {
    expect(outlineGraph(nodes, edges).map((node) => node.label)).toEqual(['Start', 'model', 'tools', 'End']);
  });

  it('names what may follow a node, and whether that is decided at run time', () => {
    const model = outlineGraph(nodes, edges).find((node) => node.id === 'model');

    expect(model?.next).toEqual([
      { id: '__end__', isConditional: true, label: 'done' },
      { id: 'tools', isConditional: true, label: null },
    ]);
  });

  it('keeps nodes that no edge reaches and drops edges to nodes that do not exist', () => {
    const outline = outlineGraph([...nodes, { id: 'alone' }], [...edges, { source: 'tools', target: 'ghost' }]);

    expect(outline.map((node) => node.id)).toEqual(['__start__', 'alone', 'model', 'tools', '__end__']);
  });
});
