import '@xyflow/react/dist/base.css'
import { Background, BackgroundVariant, Controls, MiniMap, ReactFlow, ReactFlowProvider, useReactFlow, type Connection, type EdgeTypes } from '@xyflow/react'
import { Skeleton } from '@mantine/core'
import { useElementSize, useMergedRef } from '@mantine/hooks'
import { useCallback, useEffect, useMemo, useRef, useState, type ComponentProps, type KeyboardEvent, type PointerEvent } from 'react'
import type { DrawnNode, DrawnPicture, Finding } from '../../api/sources'
import { words } from '../../format/words'
import canvasClasses from '../../pictures/Canvas.module.css'
import type { Layout, Point } from '../../pictures/layout'
import type { Desk } from '../desk/Desk'
import { usePart } from '../desk/store'
import { ActionsContext, type CanvasActions } from './actions'
import { useCarry, type Carry } from './carry'
import classes from './DesignCanvas.module.css'
import { DesignEdge } from './DesignEdge'
import { DesignFlow } from './design-flow'
import { designNodes } from './DesignNodes'
import { Landing } from './Landing'
import { landing } from './landing'
import { told, toldLine } from './told'
import { useDesignLayout } from './use-design-layout'
import { useViewport } from './use-viewport'

interface Props {
  desk: Desk
  picture: DrawnPicture
  onInsert: (edge: string) => void
  onConnect: (node: string, outcome: string, target?: string) => void
  onOpen: (node: string) => void
  /** Keys that the picture has the focus for. */
  onKey: (event: KeyboardEvent, layout: Layout) => void
}

const edgeTypes: EdgeTypes = { design: DesignEdge }
const many = 24
const overview = { width: 132, height: 96 }
const unsigned = { hideAttribution: true }

/** The pipeline as it is edited. */
export default function DesignCanvas(props: Props) {
  const placed = useDesignLayout(props.picture)
  if (!placed) return <Skeleton className={canvasClasses.loading!} role="status" aria-label="Laying out the picture" />
  return (
    <ReactFlowProvider key={props.picture.pipeline}>
      <Flow {...props} {...placed} />
    </ReactFlowProvider>
  )
}

function Flow({ desk, picture, layout, settled, onInsert, onConnect, onOpen, onKey }: Props & { layout: Layout; settled: boolean }) {
  const selected = usePart(desk.store, (state) => state.selected)
  const edge = usePart(desk.store, (state) => state.edge)
  const drawing = usePart(desk.store, (state) => state.drawing)
  const findings = useFindings(drawing?.diagnostics, picture.pipeline)
  const [shown] = useState(() => new DesignFlow())
  const { nodes, edges } = useMemo(() => shown.of({ layout, selected, edge, findings }), [shown, layout, selected, edge, findings])
  const [connecting, setConnecting] = useState(false)
  const flow = useReactFlow()
  const carry = useCarry()
  const place = useRef<HTMLDivElement>(null)
  const { ref: sized, width, height } = useElementSize<HTMLDivElement>()
  const ref = useMergedRef(place, sized)

  useViewport(place, layout, selected[0], width, height)
  useEffect(() => {
    // Whoever came here from another page is at the picture, not at the page around it.
    if (document.activeElement?.id === 'page') place.current?.focus({ preventScroll: true })
  }, [])
  useEffect(() => {
    carry.find = (x, y, carried) => {
      const box = place.current?.getBoundingClientRect()
      if (!box || x < box.left || x > box.right || y < box.top || y > box.bottom) return null
      return landing(picture, layout, flow.screenToFlowPosition({ x, y }), carried)
    }
    return () => void (carry.find = () => null)
  }, [carry, flow, layout, picture])

  const begin = useCallback(() => setConnecting(true), [])
  const end = useCallback(() => setConnecting(false), [])
  const connected = useCallback(({ source, sourceHandle, target }: Connection) => onConnect(source, sourceHandle ?? 'done', target), [onConnect])
  const pickNode = useCallback(
    (event: React.MouseEvent, node: { id: string }) => desk.select(event.shiftKey || event.ctrlKey || event.metaKey ? toggled(desk.store.get().selected, node.id) : [node.id]),
    [desk],
  )
  const openNode = useCallback((_: unknown, node: { id: string }) => onOpen(node.id), [onOpen])
  const pickEdge = useCallback((_: unknown, clicked: { id: string }) => desk.selectEdge(clicked.id), [desk])
  const pickNothing = useCallback(() => desk.select([]), [desk])
  const actions = useMemo<CanvasActions>(() => ({ connect: onConnect, insertOn: onInsert, chooseEdge: (id) => desk.selectEdge(id) }), [onConnect, onInsert, desk])
  const one = selected.length === 1 ? layout.nodes.find((node) => node.id === selected[0]) : undefined

  return (
    <ActionsContext value={actions}>
      <Place
        desk={desk}
        settled={settled}
        ref={ref}
        className={`${canvasClasses.canvas} ${classes.canvas}`}
        data-connecting={connecting || undefined}
        data-canvas
        data-nodes={layout.nodes.map((node) => node.id).join(' ')}
        tabIndex={0}
        role="application"
        aria-roledescription="pipeline"
        aria-label={`Picture of ${words(picture.pipeline)}`}
        aria-describedby="canvas-now"
        onKeyDown={(event) => onKey(event, layout)}
        onPointerDown={(event) => carried(event, picture, carry, (id) => grip(layout, id, flow.screenToFlowPosition({ x: event.clientX, y: event.clientY })))}
      >
        <ReactFlow
          nodes={nodes}
          edges={edges}
          nodeTypes={designNodes}
          edgeTypes={edgeTypes}
          nodesDraggable={false}
          nodesFocusable={false}
          edgesFocusable={false}
          disableKeyboardA11y
          deleteKeyCode={null}
          selectionKeyCode={null}
          multiSelectionKeyCode={null}
          zoomOnDoubleClick={false}
          minZoom={0.1}
          maxZoom={2}
          panOnScroll
          onlyRenderVisibleElements={nodes.length > many * 2}
          connectionRadius={0}
          onConnectStart={begin}
          onConnectEnd={end}
          onConnect={connected}
          onNodeClick={pickNode}
          onNodeDoubleClick={openNode}
          onEdgeClick={pickEdge}
          onPaneClick={pickNothing}
          proOptions={unsigned}
        >
          <Background variant={BackgroundVariant.Dots} gap={20} size={1} color="var(--line)" />
          <Controls showInteractive={false} position="bottom-left" />
          <Landing layout={layout} />
          {nodes.length > many && <MiniMap pannable zoomable style={overview} nodeColor="var(--line-strong)" bgColor="var(--sunken)" maskColor="rgb(127 127 127 / 14%)" ariaLabel="Overview" />}
        </ReactFlow>
        <p id="canvas-now" className="unseen" role="status">
          {one ? told(one.node as DrawnNode, layout, findings.get(one.id) ?? []) : edge ? toldLine(edge, layout) : selected.length > 1 ? `${selected.length} selected` : ''}
        </p>
      </Place>
    </ActionsContext>
  )
}

/** Around the picture; says while edits are under way, without the picture being drawn again for it. */
function Place({ desk, settled, ...rest }: { desk: Desk; settled: boolean } & ComponentProps<'div'>) {
  const working = usePart(desk.store, (state) => state.working)
  return <div {...rest} aria-busy={!settled || working} />
}

function grip(layout: Layout, id: string, at: Point): Point {
  const node = layout.nodes.find((one) => one.id === id)
  return { x: at.x - (node?.x ?? at.x), y: at.y - (node?.y ?? at.y) }
}

/** A node that is pulled comes along, to be put on another line or somewhere else. */
function carried(event: PointerEvent, picture: DrawnPicture, carry: Carry, gripOf: (id: string) => Point): void {
  if (event.button !== 0 || !(event.target instanceof Element) || event.target.closest('.react-flow__handle, button')) return
  const id = event.target.closest('.react-flow__node')?.getAttribute('data-id')
  const node = picture.nodes.find((one) => one.id === id)
  if (node?.extent && node.kind !== 'join') carry.begin({ kind: 'move', node: node.id, grip: gripOf(node.id) }, event)
}

const toggled = (selected: readonly string[], id: string) => (selected.includes(id) ? selected.filter((one) => one !== id) : [...selected, id])

/** What is wrong with each node; the list of a node is the same object as long as it says the same. */
function useFindings(diagnostics: readonly Finding[] | undefined, pipeline: string): ReadonlyMap<string, readonly Finding[]> {
  const before = useRef<ReadonlyMap<string, readonly Finding[]>>(new Map())
  return useMemo(() => {
    const found = Map.groupBy(diagnostics?.filter((one) => one.node && one.pipeline === pipeline) ?? [], (one) => one.node!)
    const same = (a: readonly Finding[], b: readonly Finding[] | undefined) => a.length === b?.length && a.every((one, at) => one.message === b[at]!.message)
    before.current = new Map([...found].map(([node, list]) => [node, same(list, before.current.get(node)) ? before.current.get(node)! : list]))
    return before.current
  }, [diagnostics, pipeline])
}
