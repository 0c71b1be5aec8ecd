import { IconAlertTriangle, IconArrowRight, IconCheck, IconMinus, IconPlus, IconRotateClockwise, IconTrash, type IconProps } from '@tabler/icons-react'
import type { ComponentType } from 'react'
import type { MigrationPlan, StepFate } from '../api/migrations'
import { words } from '../format/words'
import classes from './MigrationView.module.css'

const fates: Record<StepFate, { word: string; icon: ComponentType<IconProps> }> = {
  kept: { word: 'keeps its result', icon: IconCheck },
  goes_on: { word: 'goes on', icon: IconArrowRight },
  again: { word: 'is done again', icon: IconRotateClockwise },
  new: { word: 'is new', icon: IconPlus },
  withdrawn: { word: 'is withdrawn', icon: IconMinus },
  gone: { word: 'is no more', icon: IconTrash },
}

/** What a move would do to each step, and what stands in its way. */
export function MigrationView({ plan }: { plan: MigrationPlan }) {
  return (
    <div className={classes.plan} role="status">
      <p className={classes.sum} data-possible={plan.possible || undefined}>
        {plan.possible ? 'Nothing stands in the way.' : 'It cannot be moved like this.'}
      </p>
      {plan.instances.map((instance) => (
        <section key={instance.instance} aria-label={words(instance.pipeline)}>
          <h3>{words(instance.pipeline)}</h3>
          {instance.blocks.map((block) => (
            <p key={`${block.code} ${block.step}`} className={classes.block}>
              <IconAlertTriangle size={15} aria-hidden />
              <span>
                {block.message} <code>{block.code}</code>
              </span>
            </p>
          ))}
          <ul>
            {instance.steps.map((step) => {
              const { word, icon: Icon } = fates[step.fate]
              return (
                <li key={step.step} data-fate={step.fate}>
                  <Icon size={15} aria-hidden />
                  <b>{step.step}</b> <span>{word}</span>
                  {step.note && <span className={classes.note}>{step.note}</span>}
                </li>
              )
            })}
          </ul>
          {instance.steps.length === 0 && instance.blocks.length === 0 && <p className={classes.note}>Nothing has run here yet; it simply goes on in the new version.</p>}
        </section>
      ))}
    </div>
  )
}
