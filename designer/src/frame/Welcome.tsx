import { CopyButton } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { Link } from 'react-router'
import { DemoOffer } from './DemoOffer'
import classes from './Welcome.module.css'

const three: [string, string][] = [
  ['Pipeline', 'Steps in an order, written as text or drawn: what machines do and what people decide. An edge may lead back.'],
  ['Run', 'A pipeline at work. It waits for people as long as it must, and survives any restart.'],
  ['Task', 'What a run asks of a person: to look at something, decide, and say where to go on. Tasks arrive in this inbox.'],
]

const commands: [string, string][] = [
  ['The demo, which plays its people itself', './deepflow demo'],
  ['People who decide', './deepflow people add NAME --role ROLE'],
  ['A pipeline of your own', './deepflow run pipelines/your.dlflow'],
]

/** An installation in which nothing has happened yet. */
export function Welcome() {
  return (
    <div className={classes.welcome} data-welcome>
      <h1>Welcome to DeepFlow</h1>
      <p className={classes.lead}>Deep-learning projects as pipelines of people and machines. Three words say most of it:</p>
      <dl className={classes.three}>
        {three.map(([word, meaning]) => (
          <div key={word}>
            <dt>{word}</dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
      <DemoOffer />
      <h2>Or begin with your own</h2>
      <p className={classes.own}>
        <Link to="/designer">Draw a pipeline</Link>, or work in the terminal:
      </p>
      {commands.map(([does, command]) => (
        <div key={command} className={classes.command}>
          <span>{does}</span>
          <CopyButton value={command}>
            {({ copied, copy }) => (
              <button type="button" onClick={copy} aria-label={`Copy: ${command}`}>
                <code>{command}</code>
                {copied ? <IconCheck size={15} /> : <IconCopy size={15} />}
              </button>
            )}
          </CopyButton>
        </div>
      ))}
    </div>
  )
}
