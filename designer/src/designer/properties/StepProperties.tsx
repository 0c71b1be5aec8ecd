import { useState } from 'react'
import type { Catalog, Drawing, DrawnNode, DrawnPicture, Edit, Finding, NodeDetails, PipelineDetails } from '../../api/sources'
import { words } from '../../format/words'
import type { Desk } from '../desk/Desk'
import { focusCanvasNow, focusPanel } from '../focus'
import { candidatesAt, signatureOf } from './candidates'
import { ExpressionField } from './ExpressionField'
import { Findings } from './Findings'
import { InputField } from './InputField'
import { NameField } from './NameField'
import { Outcomes } from './Outcomes'
import classes from './Properties.module.css'
import { StepSettings } from './StepSettings'

interface Props {
  desk: Desk
  node: DrawnNode
  details: NodeDetails
  pipeline: PipelineDetails
  picture: DrawnPicture
  drawing: Drawing
  catalog: Catalog
  onWrap: () => void
  onOpen: () => void
  onDuplicate: () => void
}

/** What a node that is no step is made of. */
const partNames: Partial<Record<DrawnNode['kind'], readonly string[]>> = { decision: ['condition'], for: ['item', 'list', 'max'], variable: ['value'], set: ['value'], return: ['results'], fail: ['message'] }

const parts: Record<string, string> = { condition: 'Condition', list: 'List', item: 'Each is called', max: 'At most at once', value: 'Value', name: 'Name', message: 'Message', results: 'Results' }

/** What the selected node is made of, as fields. */
export function StepProperties({ desk, node, details, pipeline, picture, drawing, catalog, onWrap, onOpen, onDuplicate }: Props) {
  const [more, setMore] = useState(false)
  const signature = signatureOf(details.callee, catalog, drawing.callables)
  const candidates = candidatesAt(node.id, pipeline, drawing, catalog)
  const found = drawing.diagnostics.filter((finding) => finding.pipeline === picture.pipeline && finding.node === node.id)
  const argument = (name: string) => details.arguments.find((one) => one.name === name)
  const inputs = signature?.inputs ?? []
  const shown = inputs.filter((input) => more || input.required || argument(input.name))
  // What stands under its field need not be said twice; but a mend can be offered above only.
  const beside = new Set(shown.map((input) => errorOf(found, argument(input.name), input.name)))
  const written = details.callee != null
  // The picture has the focus before the answer comes: whatever a person goes to meanwhile keeps it.
  const leave = (edit: Edit) => {
    focusCanvasNow()
    void desk.edit(edit)
  }
  const partsOf = node.extent ? (partNames[node.kind] ?? []) : []

  return (
    <div className={classes.panel}>
      <header className={classes.head}>
        <h2 dir="auto">{written ? node.id : titleOf(node)}</h2>
        <p>{signature ? signature.summary : (node.documentation ?? node.text)}</p>
      </header>
      <Findings findings={found.filter((finding) => finding.fixes.length > 0 || !beside.has(finding))} desk={desk} />
      {written && (
        <section className={classes.section}>
          <NameField label="Name" name="step-name" value={node.id} onCommit={(name) => desk.edit({ kind: 'rename', node: node.id, name })} />
        </section>
      )}
      {partsOf.length > 0 && (
        <section className={classes.section} aria-label="Parts">
          {partsOf.map((part) => (
            <ExpressionField key={part} name={`part-${part}`} label={parts[part] ?? words(part)} value={details.parts.find((one) => one.part === part)?.text ?? ''} candidates={candidates} catalog={catalog} onCommit={(next) => void desk.edit({ kind: 'set_part', node: node.id, part, ...(next && { text: next }) })} />
          ))}
        </section>
      )}
      {inputs.length > 0 && (
        <section className={classes.section} aria-label="Inputs">
          <h3>Inputs</h3>
          {shown.map((input) => (
            <InputField
              key={input.name}
              input={input}
              argument={argument(input.name)}
              error={errorOf(found, argument(input.name), input.name)?.message}
              candidates={candidates}
              catalog={catalog}
              onChange={(value) => void desk.edit({ kind: 'set_argument', node: node.id, name: input.name, ...(value !== undefined && { value }) })}
            />
          ))}
          {shown.length < inputs.length && (
            <button type="button" className={classes.small} style={{ justifySelf: 'start' }} onClick={() => {
                setMore(true)
                const first = inputs.find((input) => !shown.includes(input))
                if (first) setTimeout(() => focusPanel(first.name))
              }}>
              {inputs.length - shown.length} more with a default
            </button>
          )}
        </section>
      )}
      <Outcomes node={node} picture={picture} desk={desk} />
      {written && <StepSettings details={details} human={node.human ?? false} catalog={catalog} desk={desk} />}
      {node.extent && (
        <section className={classes.actions} aria-label="Actions">
          {node.kind === 'call' && (
            <button type="button" className={classes.small} onClick={onOpen}>
              Open the pipeline
            </button>
          )}
          <button type="button" className={classes.small} onClick={onWrap}>
            Wrap in…
          </button>
          {(node.kind === 'decision' || node.kind === 'fork' || node.kind === 'for') && (
            <button type="button" className={classes.small} onClick={() => leave({ kind: 'unwrap', node: node.id })}>
              Unwrap
            </button>
          )}
          {node.pin && (
            <button type="button" className={classes.small} onClick={() => void desk.edit({ kind: 'pin', node: node.id })}>
              Let it be laid out
            </button>
          )}
          <button type="button" className={classes.small} onClick={onDuplicate}>
            Duplicate
          </button>
          <button type="button" className={classes.small} data-danger onClick={() => leave({ kind: 'delete', node: node.id })}>
            Delete
          </button>
        </section>
      )}
    </div>
  )
}

const titles: Partial<Record<DrawnNode['kind'], string>> = { decision: 'Decision', fork: 'Parallel', join: 'Branches meet', for: 'For each', variable: 'Variable', set: 'Assignment', return: 'End', fail: 'Failing end' }
const titleOf = (node: DrawnNode) => titles[node.kind] ?? node.id

const errorOf = (found: readonly Finding[], argument: { extent: { start: number; end: number } } | undefined, name: string) =>
  found.find((finding) => (argument ? finding.extent.start >= argument.extent.start && finding.extent.end <= argument.extent.end : (finding.message.includes(`\`${name}\``) || finding.message.includes(`\`${name}:`))))
