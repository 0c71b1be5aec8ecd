import type { Drawing, PipelineDetails } from '../../api/sources'
import type { Desk } from '../desk/Desk'
import { Findings } from './Findings'
import { NameField } from './NameField'
import classes from './Properties.module.css'

/** The pipeline as a whole: shown while nothing in it is selected. */
export function PipelineProperties({ desk, pipeline, drawing, onDelete }: { desk: Desk; pipeline: PipelineDetails; drawing: Drawing; onDelete: () => void }) {
  const { parameters_text: parameters, results_text: results = '' } = pipeline
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
      {pipeline.triggers.length > 0 && (
        <section className={classes.section} aria-label="Starts by itself">
          <h3>Starts by itself</h3>
          <ul className={classes.outcomes}>
            {pipeline.triggers.map((trigger) => (
              <li key={trigger.extent.start} className={classes.outcome}>
                <code>{trigger.text}</code>
                <button type="button" className={classes.small} onClick={() => desk.goTo(trigger.extent)}>
                  In the text
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section className={classes.actions} aria-label="Actions">
        <button type="button" className={classes.small} data-danger onClick={onDelete}>
          Delete the pipeline
        </button>
      </section>
    </div>
  )
}
