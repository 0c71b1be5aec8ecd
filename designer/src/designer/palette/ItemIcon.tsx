import { IconAlertOctagon, IconArrowsSplit, IconArrowsSplit2, IconEqual, IconFlag, IconRepeat, IconVariable, type IconProps } from '@tabler/icons-react'
import type { ComponentType } from 'react'
import type { BlockKind } from '../../api/sources'
import { roleColours } from '../../pictures/role-colours'
import { stepIcon } from '../../pictures/step-icon'
import type { PaletteItem } from './items'
import classes from './ItemIcon.module.css'

const blocks: Record<BlockKind, ComponentType<IconProps>> = { if: IconArrowsSplit, parallel: IconArrowsSplit2, for: IconRepeat, var: IconVariable, set: IconEqual, return: IconFlag, stop: IconFlag, fail: IconAlertOctagon }

export function ItemIcon({ item }: { item: PaletteItem }) {
  const Icon = item.puts.kind === 'block' ? blocks[item.puts.block] : stepIcon({ id: '', kind: item.id.startsWith('pipeline ') ? 'call' : 'step', callee: item.puts.callee })
  return (
    <span className={classes.icon} data-human={item.human || undefined} style={roleColours(item.role)}>
      <Icon size={15} stroke={1.7} aria-hidden />
    </span>
  )
}
