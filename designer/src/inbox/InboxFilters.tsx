import { ActionIcon, Indicator, Popover, Select } from '@mantine/core'
import { IconFilter } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { inboxCounts, inboxFilters, type InboxDue } from '../api/tasks'
import { counted } from '../format/numbers'
import { roleName, words } from '../format/words'
import { useMe } from '../frame/me'
import { SearchBox } from '../frame/SearchBox'
import { ViewTabs } from '../frame/ViewTabs'
import type { InboxFilter, Show } from './inbox-filter'
import classes from './InboxFilters.module.css'
import { NotifyButton } from './NotifyButton'

const shows: [Show, string][] = [
  ['mine', 'Mine'],
  ['roles', 'For me'],
  ['all', 'All'],
  ['decided', 'Decided'],
]

const dues = [
  { value: 'overdue', label: 'Overdue' },
  { value: 'today', label: 'Today' },
  { value: 'week', label: 'Within a week' },
]

interface Props {
  filter: InboxFilter
  onChange: (change: Partial<InboxFilter>) => void
}

export function InboxFilters({ filter, onChange }: Props) {
  const { person } = useMe()
  const as = person?.name ?? ''
  const { data: counts } = useQuery(inboxCounts(as))
  const { data: known } = useQuery(inboxFilters('all', ''))
  const unique = (values: string[]) => [...new Set(values.filter(Boolean))].toSorted()
  const pipelines = unique([...(known?.steps.map((step) => step.pipeline) ?? []), filter.pipeline])
  const steps = unique([...(known?.steps.filter((step) => !filter.pipeline || step.pipeline === filter.pipeline).map((step) => step.step) ?? []), filter.step])
  const roles = unique([...(known?.holders.map((holder) => holder.holder) ?? []), filter.role])
  const count = { mine: counts?.mine, roles: counts?.roles, all: counts?.all, decided: undefined }
  const active = [filter.pipeline, filter.step, filter.role, filter.due].filter(Boolean).length
  return (
    <div className={classes.filters}>
      <ViewTabs label="Which tasks" tabs={shows.map(([value, label]) => ({ value, label, count: counted(count[value]) }))} chosen={filter.show} onChoose={(show) => onChange({ show })} />
      <div className={classes.search}>
        <SearchBox size="xs" placeholder="Search" aria-label="Search tasks" value={filter.q} onSearch={(q) => onChange({ q })} flex={1} />
        <NotifyButton />
        <Popover position="bottom-end" width={260} trapFocus>
          <Indicator label={active} size={15} disabled={active === 0} color="ink">
            <Popover.Target>
              <ActionIcon variant="default" size={30} aria-label={active > 0 ? `Filters, ${active} set` : 'Filters'}>
                <IconFilter size={15} />
              </ActionIcon>
            </Popover.Target>
          </Indicator>
          <Popover.Dropdown className={classes.popover}>
            <Select size="xs" openOnFocus={false} label="Pipeline" placeholder="Any" clearable searchable data={pipelines.map((value) => ({ value, label: words(value) }))} value={filter.pipeline || null} onChange={(value) => onChange({ pipeline: value ?? '', step: '' })} comboboxProps={{ withinPortal: false }} />
            <Select size="xs" openOnFocus={false} label="Step" placeholder="Any" clearable searchable data={steps.map((value) => ({ value, label: words(value) }))} value={filter.step || null} onChange={(value) => onChange({ step: value ?? '' })} comboboxProps={{ withinPortal: false }} />
            <Select size="xs" openOnFocus={false} label="Role" placeholder="Any" clearable data={roles.map((value) => ({ value, label: roleName(value) }))} value={filter.role || null} onChange={(value) => onChange({ role: value ?? '' })} comboboxProps={{ withinPortal: false }} />
            <Select size="xs" openOnFocus={false} label="Due" placeholder="Any time" clearable data={dues} value={filter.due || null} onChange={(value) => onChange({ due: (value ?? '') as InboxDue | '' })} comboboxProps={{ withinPortal: false }} />
          </Popover.Dropdown>
        </Popover>
      </div>
    </div>
  )
}
