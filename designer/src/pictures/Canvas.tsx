import '@xyflow/react/dist/base.css'
import { Background, BackgroundVariant, Controls, MiniMap, ReactFlow, ReactFlowProvider, useReactFlow } from '@xyflow/react'
import { useEffect, useMemo } from 'react'
import { Skeleton } from '@mantine/core'
import type { Picture } from '../api/definitions'
import classes from './Canvas.module.css'
import { edgeTypes, nodeTypes, toFlow } from './flow'
import type { Layout } from './layout'
import type { Marks } from './marks'
import { useLayout } from './use-layout'

interface Props {
  picture: Picture
  marks?: Marks
  selected?: string | undefined
  onSelect?: (node: string | undefined) => void
  /** Opens what a step calls. */
  onOpen?: (node: string) => void
  /** Nodes that may be chosen, where not all. */
  label: string
}

const many = 24

/** A pipeline as a graph to look around in; with marks it shows where a run stands. */
export default function Canvas(props: Props) {
  const layout = useLayout(props.picture)
  if (!layout) return <Skeleton className={classes.loading} aria-label="Laying out the picture" />
  return (
    <ReactFlowProvider key={props.picture.pipeline}>
      <Flow {...props} layout={layout} />
    </ReactFlowProvider>
  )
}

function Flow({ layout, marks, selected, onSelect, onOpen, label }: Props & { layout: Layout }) {
  const { nodes, edges } = useMemo(() => toFlow(layout, marks, selected), [layout, marks, selected])
  const flow = useReactFlow()

  useEffect(() => {
    // A picture taller than its place begins at its beginning, readable; a smaller one is shown whole.
    void flow.fitView({ padding: 0.08, minZoom: 0.55, maxZoom: 1.1 })
  }, [flow, layout])

  return (
    <div className={classes.canvas} role="group" aria-label={label}>
      <ReactFlow
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        nodesDraggable={false}
        nodesConnectable={false}
        edgesFocusable={false}
        elementsSelectable
        minZoom={0.1}
        maxZoom={2}
        panOnScroll
        onlyRenderVisibleElements={nodes.length > 120}
        onNodeClick={(_, node) => onSelect?.(node.id)}
        onNodeDoubleClick={(_, node) => onOpen?.(node.id)}
        onPaneClick={() => onSelect?.(undefined)}
        onSelectionChange={({ nodes: [only] }) => only && only.id !== selected && onSelect?.(only.id)}
        proOptions={{ hideAttribution: true }}
        fitView
        fitViewOptions={{ padding: 0.08, minZoom: 0.55, maxZoom: 1.1 }}
      >
        <Background variant={BackgroundVariant.Dots} gap={20} size={1} color="var(--line)" />
        <Controls showInteractive={false} position="bottom-left" />
        {nodes.length > many && <MiniMap pannable zoomable nodeColor="var(--line-strong)" bgColor="var(--sunken)" maskColor="rgb(127 127 127 / 14%)" ariaLabel="Overview" />}
      </ReactFlow>
    </div>
  )
}
