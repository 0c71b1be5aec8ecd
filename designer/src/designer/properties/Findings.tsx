import type { Finding } from '../../api/sources'
import type { Desk } from '../desk/Desk'
import { Sentence } from '../Sentence'
import classes from './Properties.module.css'

/** What is wrong, and the mends that are known. */
export function Findings({ findings, desk }: { findings: readonly Finding[]; desk: Desk }) {
  if (findings.length === 0) return null
  return (
    <ul className={classes.findings} aria-label="Findings">
      {findings.map((finding) => (
        <li key={`${finding.code} ${finding.extent.start} ${finding.message}`} data-severity={finding.severity}>
          <Sentence text={finding.message} />
          {finding.fixes.map((fix) => (
            <button key={fix.title} type="button" className={classes.small} onClick={() => desk.mend(fix)}>
              {fix.title}
            </button>
          ))}
        </li>
      ))}
    </ul>
  )
}
