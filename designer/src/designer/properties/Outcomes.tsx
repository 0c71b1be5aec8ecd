import { IconX } from '@tabler/icons-react'
import { NumberInput } from '@mantine/core'
import type { DrawnNode, DrawnPicture } from '../../api/sources'
import { Breakable } from '../../format/Breakable'
import { useActions } from '../canvas/actions'
import type { Desk } from '../desk/Desk'
import { placeName } from '../desk/place-name'
import { OutcomeName } from './OutcomeName'
import classes from './Properties.module.css'

/** Where each outcome leads, and how often it may lead back. */
export function Outcomes({ node, picture, desk }: { node: DrawnNode; picture: DrawnPicture; desk: Desk }) {
  const { connect } = useActions()
  const ports = node.ports ?? []
  if (ports.length === 0) return null
  return (
    <section className={classes.section} aria-label="Outcomes">
      <h3>Outcomes</h3>
      <ul className={classes.outcomes}>
        {ports.map((port) => {
          const { outcome, label, continues } = port
          const edges = picture.edges.filter((edge) => edge.from === node.id && edge.outcome === outcome)
          return (
            <li key={outcome} className={classes.outcome}>
              <OutcomeName key={node.id} desk={desk} node={node.id} port={port} />
              <button type="button" className={classes.small} onClick={() => connect(node.id, outcome)} aria-label={`Lead ${label ?? outcome} to…`}>
                {edges.some((edge) => edge.span != null) ? 'Also to…' : 'Lead to…'}
              </button>
              {edges.flatMap((edge) =>
                edge.to.map((to) => (
                  <span key={to} className={classes.leads} data-feedback={edge.feedback || undefined}>
                    <span>
                      {edge.feedback ? '↑ back to' : '→'} <Breakable name={placeName(picture.nodes, to)} />
                    </span>
                    {edge.feedback && (
                      <NumberInput
                        aria-label={`How often ${label ?? outcome} may lead back`}
                        size="xs"
                        w={64}
                        min={1}
                        allowDecimal={false}
                        hideControls
                        leftSection="≤"
                        defaultValue={edge.max ?? undefined}
                        key={edge.max ?? 0}
                        onBlur={(event) => {
                          const max = Number(event.currentTarget.value)
                          if (max >= 1 && max !== edge.max) void desk.edit({ kind: 'set_loop', node: node.id, outcome, max, ...(edge.then && { then: edge.then }) })
                        }}
                      />
                    )}
                    {edge.span != null && (
                      <button type="button" className={classes.small} aria-label={`Take the line from ${label ?? outcome} to ${to} away`} onClick={() => void desk.edit({ kind: 'disconnect', node: node.id, outcome, target: to })}>
                        <IconX size={13} aria-hidden />
                      </button>
                    )}
                  </span>
                )),
              )}
              {edges.length === 0 && <span className={classes.leads}>{continues ? 'goes on' : 'raises an incident'}</span>}
            </li>
          )
        })}
      </ul>
    </section>
  )
}
