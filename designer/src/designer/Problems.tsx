import { IconAlertTriangle, IconChevronDown, IconChevronUp, IconCircleCheck, IconExclamationCircle } from '@tabler/icons-react'
import { useLocalStorage } from '@mantine/hooks'
import type { Desk } from './desk/Desk'
import { usePart } from './desk/store'
import { Sentence } from './Sentence'
import classes from './Problems.module.css'

/** What the compiler finds, in one line or as a list. */
export function Problems({ desk, onOpen }: { desk: Desk; onOpen: (path: string) => void }) {
  const drawing = usePart(desk.store, (state) => state.drawing)
  const [opened, setOpened] = useLocalStorage({ key: 'deepflow.designer.problems', defaultValue: false })
  if (!drawing) return <div className={classes.bar} />
  const found = drawing.diagnostics
  const errors = found.filter((finding) => finding.severity === 'error').length
  const warnings = found.length - errors
  const count = (number: number, word: string) => (number === 0 ? '' : `${number} ${word}${number === 1 ? '' : 's'}`)
  return (
    <section className={classes.problems} aria-label="Problems">
      <button type="button" className={classes.bar} aria-expanded={opened} disabled={found.length === 0} onClick={() => setOpened(!opened)}>
        {errors > 0 ? <IconExclamationCircle size={15} className={classes.error} aria-hidden /> : warnings > 0 ? <IconAlertTriangle size={15} className={classes.warning} aria-hidden /> : <IconCircleCheck size={15} className={classes.fine} aria-hidden />}
        <span role="status">{found.length === 0 ? 'No problems' : [count(errors, 'error'), count(warnings, 'warning')].filter(Boolean).join(', ')}</span>
        {!opened && found[0] && <span className={classes.first}><Sentence text={found[0].message} /></span>}
        {found.length > 0 && (opened ? <IconChevronDown size={14} aria-hidden /> : <IconChevronUp size={14} aria-hidden />)}
      </button>
      {opened && found.length > 0 && (
        <ul className={classes.list}>
          {found.map((finding) => (
            <li key={`${finding.path} ${finding.code} ${finding.extent.start} ${finding.message}`}>
              <button
                type="button"
                className={classes.finding}
                onClick={() => {
                  if (finding.path !== desk.path) return onOpen(finding.path)
                  desk.goTo(finding.extent)
                  if (finding.node && finding.pipeline === desk.store.get().pipeline) desk.select([finding.node])
                }}
              >
                {finding.severity === 'error' ? <IconExclamationCircle size={15} className={classes.error} aria-label="Error" /> : <IconAlertTriangle size={15} className={classes.warning} aria-label="Warning" />}
                <span>
                  <Sentence text={finding.message} />
                </span>
                <span className={classes.place}>
                  {finding.path === desk.path ? '' : `${finding.path} `}
                  {finding.line}:{finding.column}
                </span>
              </button>
              {finding.path === desk.path &&
                finding.fixes.map((fix) => (
                  <button key={fix.title} type="button" className={classes.fix} onClick={() => desk.mend(fix)}>
                    {fix.title}
                  </button>
                ))}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
