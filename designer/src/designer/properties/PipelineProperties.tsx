import type { Drawing, PipelineDetails } from '../../api/sources'
import { words } from '../../format/words'
import type { Desk } from '../desk/Desk'
import type { Dialog } from '../dialogs/dialog'
import { Findings } from './Findings'
import { NameField } from './NameField'
import { PipelineClauses } from './PipelineClauses'
import classes from './Properties.module.css'

/** The pipeline as a whole: shown while nothing in it is selected. */
export function PipelineProperties({ desk, pipeline, drawing, onAsk }: { desk: Desk; pipeline: PipelineDetails; drawing: Drawing; onAsk: (dialog: Dialog) => void }) {
  const parameters = pipeline.parameters_text
  const results = pipeline.results_text ?? ''
  const pinned = (drawing.pictures.find((picture) => picture.pipeline === pipeline.name)?.nodes ?? []).flatMap((node) => (node.pin ? [node.id] : []))
  return (
    <div className={classes.panel}>
      <header className={classes.head}>
        <h2 dir="auto">{pipeline.name}</h2>
        <p>{pipeline.documentation ?? 'A pipeline: what it takes, what it gives, and what starts it.'}</p>
      </header>
      <Findings findings={drawing.diagnostics.filter((finding) => finding.pipeline === pipeline.name && !finding.node)} desk={desk} />
      <section className={classes.section}>
        <NameField label="Name" name="pipeline-name" value={pipeline.name} onCommit={(name) => desk.edit({ kind: 'rename_pipeline', name })} />
        <NameField label="Takes" name="parameters" value={parameters} placeholder="(train: dataset<fashion>, epochs: int = 12)" onCommit={(text) => desk.edit({ kind: 'set_heading', parameters: text })} />
        <NameField label="Gives" name="results" value={results} placeholder="-> (version: model)" onCommit={(text) => desk.edit({ kind: 'set_heading', results: text })} />
        <NameField label="Description" name="documentation" mono={false} value={pipeline.documentation ?? ''} onCommit={(text) => desk.edit({ kind: 'set_documentation', ...(text && { text }) })} />
      </section>
      <PipelineClauses desk={desk} pipeline={pipeline} />
      <section className={classes.section} aria-label="What it can name">
        <h3>What it can name</h3>
        {drawing.declarations.length > 0 && (
          <ul className={classes.outcomes}>
            {drawing.declarations.map((one) => (
              <li key={`${one.path} ${one.name}`} className={classes.outcome}>
                <span dir="auto">
                  {one.name} <small>{one.path === desk.path ? words(one.kind) : `${words(one.kind)} of ${one.path}`}</small>
                </span>
              </li>
            ))}
          </ul>
        )}
        <div className={classes.actions}>
          <button type="button" className={classes.small} onClick={() => onAsk({ kind: 'use' })}>
            Use another file…
          </button>
          <button type="button" className={classes.small} onClick={() => onAsk({ kind: 'declare' })}>
            Declare…
          </button>
        </div>
      </section>
      <section className={classes.actions} aria-label="Actions">
        {pinned.length > 0 && (
          <button type="button" className={classes.small} onClick={() => void desk.edit(...pinned.map((node) => ({ kind: 'pin' as const, node })))}>
            Lay out again ({pinned.length} put somewhere)
          </button>
        )}
        <button type="button" className={classes.small} data-danger onClick={() => onAsk({ kind: 'delete-pipeline' })}>
          Delete the pipeline
        </button>
      </section>
    </div>
  )
}
