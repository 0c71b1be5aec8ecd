import { ActionIcon, Indicator, Popover, Select } from '@mantine/core'
import { IconFilter } from '@tabler/icons-react'
import type { HumanTask } from '../api/tasks'
import { roleName, words } from '../format/words'
import { SearchBox } from '../frame/SearchBox'
import type { Due, InboxFilter, Show } from './inbox-filter'
import classes from './InboxFilters.module.css'

const shows: [Show, string][] = [
  ['me', 'For me'],
  ['all', "Everyone's"],
  ['decided', 'Decided'],
]

const dues = [
  { value: 'overdue', label: 'Overdue' },
  { value: 'today', label: 'Within a day' },
  { value: 'week', label: 'Within a week' },
]

interface Props {
  filter: InboxFilter
  tasks: readonly HumanTask[]
  onChange: (change: Partial<InboxFilter>) => void
}

export function InboxFilters({ filter, tasks, onChange }: Props) {
  const unique = (values: string[]) => [...new Set(values)].toSorted()
  const pipelines = unique([...tasks.map((task) => task.pipeline), ...(filter.pipeline ? [filter.pipeline] : [])])
  const roles = unique([...tasks.flatMap((task) => task.roles), ...(filter.role ? [filter.role] : [])])
  const active = [filter.pipeline, filter.role, filter.due].filter(Boolean).length
  return (
    <div className={classes.filters}>
      <div className={classes.tabs} role="group" aria-label="Which tasks">
        {shows.map(([show, label]) => (
          <button key={show} type="button" aria-pressed={filter.show === show} onClick={() => onChange({ show })}>
            {label}
          </button>
        ))}
      </div>
      <div className={classes.search}>
        <SearchBox size="xs" placeholder="Search" aria-label="Search tasks" value={filter.q} onSearch={(q) => onChange({ q })} flex={1} />
        <Popover position="bottom-end" width={260} trapFocus>
          <Indicator label={active} size={15} disabled={active === 0} color="ink">
            <Popover.Target>
              <ActionIcon variant="default" size={30} aria-label={active > 0 ? `Filters, ${active} set` : 'Filters'}>
                <IconFilter size={15} />
              </ActionIcon>
            </Popover.Target>
          </Indicator>
          <Popover.Dropdown className={classes.popover}>
            <Select size="xs" label="Pipeline" placeholder="Any" clearable searchable data={pipelines.map((value) => ({ value, label: words(value) }))} value={filter.pipeline || null} onChange={(value) => onChange({ pipeline: value ?? '' })} comboboxProps={{ withinPortal: false }} />
            <Select size="xs" label="Role" placeholder="Any" clearable data={roles.map((value) => ({ value, label: roleName(value) }))} value={filter.role || null} onChange={(value) => onChange({ role: value ?? '' })} comboboxProps={{ withinPortal: false }} />
            <Select size="xs" label="Due" placeholder="Any time" clearable data={dues} value={filter.due || null} onChange={(value) => onChange({ due: (value ?? '') as Due | '' })} comboboxProps={{ withinPortal: false }} />
          </Popover.Dropdown>
        </Popover>
      </div>
    </div>
  )
}
