import { Button, Textarea } from '@mantine/core'
import { useLocalStorage } from '@mantine/hooks'
import { useComment, type TaskComment } from '../api/tasks'
import { Time } from '../format/Time'
import { Avatar } from '../frame/Avatar'
import { useMe } from '../frame/me'
import { useGone } from '../frame/use-gone'
import classes from './Comments.module.css'

/** What people say about a task without deciding it. */
export function Comments({ task, comments }: { task: string; comments: readonly TaskComment[] }) {
  const { person, everyone } = useMe()
  // Kept in the browser until it is sent, so that a reload loses nothing.
  const [text, setText, forget] = useLocalStorage({ key: `deepflow.said.${task}`, defaultValue: '', getInitialValueInEffect: false })
  const gone = useGone()
  const send = useComment(task, { onSuccess: forget, onError: gone.refused })
  const nameOf = (name: string) => everyone.find((one) => one.name === name)?.display ?? name
  return (
    <section className={classes.comments} aria-labelledby="said">
      <h2 id="said">Said about it</h2>
      {comments.map((comment) => (
        <div key={comment.id} className={classes.comment}>
          <Avatar name={nameOf(comment.person)} size={24} />
          <div>
            <p className={classes.who}>
              <b>{nameOf(comment.person)}</b> <Time at={comment.at} />
            </p>
            <p className={classes.text} dir="auto">
              {comment.text}
            </p>
          </div>
        </div>
      ))}
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault()
          if (person && text.trim() !== '') send.mutate({ as: person.name, text })
        }}
      >
        <Textarea aria-label="Say something without deciding" placeholder="Say something without deciding" autosize minRows={1} maxRows={8} value={text} onChange={(event) => setText(event.currentTarget.value)} flex={1} dir="auto" />
        <Button type="submit" variant="default" loading={send.isPending} disabled={!person || text.trim() === ''}>
          Say it
        </Button>
      </form>
      {send.error && (
        <p role="alert" className={classes.error}>
          {send.error.message}
        </p>
      )}
    </section>
  )
}
