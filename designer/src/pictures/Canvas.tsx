import '@xyflow/react/dist/base.css'
import { Background, BackgroundVariant, Controls, MiniMap, ReactFlow, ReactFlowProvider, useReactFlow } from '@xyflow/react'
import { Skeleton } from '@mantine/core'
import { useElementSize } from '@mantine/hooks'
import { useEffect, useMemo, useRef } from 'react'
import type { Picture } from '../api/definitions'
import classes from './Canvas.module.css'
import { edgeTypes, nodeTypes, toFlow } from './flow'
import type { Layout } from './layout'
import type { Marks } from './marks'
import { useLayout } from './use-layout'
import { focusOf, viewportFor } from './viewport'

interface Props {
  picture: Picture
  marks?: Marks
  /** How each node differs from another version: added, removed, changed. */
  changes?: ReadonlyMap<string, string>
  selected?: string | undefined
  onSelect?: (node: string | undefined) => void
  /** Opens what a step calls. */
  onOpen?: (node: string) => void
  label: string
}

const many = 24

/** A pipeline as a graph to look around in; with marks it shows where a run stands. */
export default function Canvas(props: Props) {
  const layout = useLayout(props.picture)
  if (!layout) return <Skeleton className={classes.loading!} role="status" aria-label="Laying out the picture" />
  return (
    <ReactFlowProvider key={props.picture.pipeline}>
      <Flow {...props} layout={layout} />
    </ReactFlowProvider>
  )
}

function Flow({ layout, marks, changes, selected, onSelect, onOpen, label }: Props & { layout: Layout }) {
  const { nodes, edges } = useMemo(() => toFlow(layout, marks, selected, changes), [layout, marks, selected, changes])
  const flow = useReactFlow()

  const { ref, width, height } = useElementSize()
  const now = focusOf(layout, marks)
  const placed = useRef<Layout>(undefined)
  useEffect(() => {
    if (width === 0 || placed.current === layout) return
    if (placed.current) void flow.setViewport(viewportFor(layout, { width, height }, now)) // the first is shown there from the start
    placed.current = layout
  }, [flow, layout, width, height, now])

  return (
    <div ref={ref} className={classes.canvas} role="group" aria-label={label}>
      {/* Drawn once its size is known: else it would be seen elsewhere for a moment. */}
      {width > 0 && (
        <ReactFlow
          defaultViewport={viewportFor(layout, { width, height }, now)}
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
        >
          <Background variant={BackgroundVariant.Dots} gap={20} size={1} color="var(--line)" />
          <Controls showInteractive={false} position="bottom-left" />
          {nodes.length > many && <MiniMap pannable zoomable nodeColor="var(--line-strong)" bgColor="var(--sunken)" maskColor="rgb(127 127 127 / 14%)" ariaLabel="Overview" />}
        </ReactFlow>
      )}
    </div>
  )
}
