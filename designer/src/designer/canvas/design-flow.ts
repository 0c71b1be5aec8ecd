import { Position, type Edge, type Node, type NodeHandle } from '@xyflow/react'
import type { DrawnNode, Finding, Port } from '../../api/sources'
import type { Layout, PlacedEdge, PlacedNode } from '../../pictures/layout'
import type { Mark } from '../../pictures/marks'

export interface DesignData extends Record<string, unknown> {
  placed: PlacedNode
  mark: Mark | undefined
  ports: readonly Port[]
  findings: readonly Finding[]
}

export type DesignNode = Node<DesignData>
export type DesignEdge = Edge<{ placed: PlacedEdge; taken: boolean; times: number; opens: boolean }>

export interface Shown {
  layout: Layout
  selected: readonly string[]
  edge: string | null
  findings: ReadonlyMap<string, readonly Finding[]>
}

const none: never[] = []

/** Where lines begin and end: told, so that a node need not be drawn and measured to be known. */
function handles({ width, height }: PlacedNode, ports: readonly Port[]): NodeHandle[] {
  const top = { type: 'target' as const, position: Position.Top, x: width / 2, y: 0 }
  const bottom = { type: 'source' as const, position: Position.Bottom, x: width / 2, y: height }
  return [top, { ...top, id: 'whole' }, bottom, ...ports.map((port) => ({ ...bottom, id: port.outcome }))]
}

/** A layout as React Flow takes it. What has not changed is the very same object as before, so that only what has changed is drawn again. */
export class DesignFlow {
  private nodes = new Map<string, DesignNode>()
  private edges = new Map<string, DesignEdge>()

  of({ layout, selected, edge, findings }: Shown): { nodes: DesignNode[]; edges: DesignEdge[] } {
    const chosen = new Set(selected)
    const nodes = layout.nodes.map((placed): DesignNode => {
      const known = this.nodes.get(placed.id)
      const found = findings.get(placed.id) ?? none
      const isChosen = chosen.has(placed.id)
      if (known && known.data.placed === placed && known.data.findings === found && known.selected === isChosen) return known
      const ports = (placed.node as DrawnNode).ports ?? none
      const { x, y, width, height } = placed
      return {
        id: placed.id,
        type: placed.shape,
        position: { x, y },
        width,
        height,
        measured: { width, height },
        handles: handles(placed, ports),
        selected: isChosen,
        className: 'nopan',
        data: { placed, mark: undefined, ports, findings: found },
      }
    })
    const edges = layout.edges.map((placed): DesignEdge => {
      const known = this.edges.get(placed.id)
      const isChosen = edge === placed.id
      if (known && known.data!.placed === placed && known.selected === isChosen) return known
      return {
        id: placed.id,
        type: 'design',
        source: placed.from,
        target: placed.to,
        selected: isChosen,
        interactionWidth: 0,
        data: { placed, taken: false, times: 0, opens: true },
      }
    })
    this.nodes = new Map(nodes.map((node) => [node.id, node]))
    this.edges = new Map(edges.map((one) => [one.id, one]))
    return { nodes, edges }
  }
}
