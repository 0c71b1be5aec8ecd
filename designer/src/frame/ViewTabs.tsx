import classes from './ViewTabs.module.css'

interface Props<T extends string> {
  label: string
  /** How many there are, as it reads; left out where nobody has counted. */
  tabs: readonly { value: T; label: string; count?: string | undefined }[]
  chosen: T
  onChoose: (value: T) => void
}

/** The views of a list, one of which is shown. */
export function ViewTabs<T extends string>({ label, tabs, chosen, onChoose }: Props<T>) {
  return (
    <div className={classes.tabs} role="group" aria-label={label}>
      {tabs.map((tab) => (
        <button key={tab.value} type="button" className={classes.tab} aria-pressed={tab.value === chosen} onClick={() => onChoose(tab.value)}>
          {tab.label} {tab.count !== undefined && <span>{tab.count}</span>}
        </button>
      ))}
    </div>
  )
}
