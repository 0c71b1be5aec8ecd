import { NumberInput } from '@mantine/core'
import { useState } from 'react'
import type { Desk } from '../desk/Desk'
import { Ask } from '../../frame/Ask'

const usual = 3

/** A line that leads back needs to know how often it may be taken. */
export function LoopDialog({ desk, node, outcome, target, onClose }: { desk: Desk; node: string; outcome: string; target: string; onClose: () => void }) {
  const [max, setMax] = useState<number | string>(usual)
  return (
    <Ask
      returnFocus={false}
      title={`Back to ${target}`}
      action="Draw the line"
      disabled={!(Number(max) >= 1)}
      onDone={async () => {
        await desk.edit({ kind: 'connect', node, outcome, target, max: Number(max) })
      }}
      onClose={onClose}
    >
      <NumberInput
        data-autofocus
        label="How many times in a row may it lead back?"
        description={`When ${node} says “${outcome}” once more after that, the run stands still for a person to look at it.`}
        value={max}
        onChange={setMax}
        min={1}
        max={1000}
        allowDecimal={false}
      />
    </Ask>
  )
}
