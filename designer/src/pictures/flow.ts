import type { Edge, EdgeTypes, Node, NodeTypes } from '@xyflow/react'
import { BarNode, DecisionNode, EndNode, NoteNode } from './SmallNodes'
import type { Layout, PlacedEdge, PlacedNode } from './layout'
import type { Mark, Marks } from './marks'
import { RoutedEdge } from './RoutedEdge'
import { StepNode } from './StepNode'

export type FlowNode = Node<{ placed: PlacedNode; mark: Mark | undefined }>
export type FlowEdge = Edge<{ placed: PlacedEdge; taken: boolean; times: number; inRow: number }>

export const nodeTypes: NodeTypes = { step: StepNode, decision: DecisionNode, bar: BarNode, note: NoteNode, end: EndNode }
export const edgeTypes: EdgeTypes = { routed: RoutedEdge }

/** A layout as React Flow takes it. */
export function toFlow(layout: Layout, marks: Marks | undefined, selected: string | undefined, changes?: ReadonlyMap<string, string>): { nodes: FlowNode[]; edges: FlowEdge[] } {
  return {
    nodes: layout.nodes.map((placed) => ({
      id: placed.id,
      type: placed.shape,
      position: { x: placed.x, y: placed.y },
      width: placed.width,
      height: placed.height,
      selected: placed.id === selected,
      ...(changes?.has(placed.id) && { className: `is-${changes.get(placed.id)}` }),
      data: { placed, mark: marks?.nodes.get(placed.id) },
      ariaLabel: placed.id,
    })),
    edges: layout.edges.map((placed) => ({
      id: placed.id,
      type: 'routed',
      source: placed.from,
      target: placed.to,
      data: { placed, taken: marks?.taken.has(placed.counted) ?? false, times: marks?.times.get(`${placed.counted} ${placed.to}`) ?? marks?.times.get(placed.counted) ?? 0, inRow: marks?.traversals.get(placed.counted) ?? 0 },
    })),
  }
}
