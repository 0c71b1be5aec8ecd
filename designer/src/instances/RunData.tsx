import type { InstanceDetail } from '../api/instances'
import { PlainView } from '../evidence/PlainView'
import { Values } from './Values'
import { isRecord } from '../evidence/evidence'
import classes from './StepPanel.module.css'

/** What the run was started with, its variables, and what it returned. */
export function RunData({ run }: { run: InstanceDetail }) {
  const variables = run.state.variables ?? {}
  return (
    <div className={classes.panel}>
      <Values title="Started with" values={run.arguments} empty="nothing" />
      {Object.keys(variables).length > 0 && <Values title="Variables" values={variables} empty="" />}
      {run.state.status === 'running' && <p className={classes.none}>What it returns is shown here once it has finished.</p>}
      {run.state.result !== undefined && run.state.result !== null && (isRecord(run.state.result) ? <Values title="Returned" values={run.state.result} empty="nothing" /> : <PlainView value={run.state.result} />)}
    </div>
  )
}
