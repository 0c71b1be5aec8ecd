import { MergeView } from '@codemirror/merge'
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands'
import { EditorState } from '@codemirror/state'
import { EditorView, keymap, lineNumbers } from '@codemirror/view'
import { useEffect, useRef } from 'react'
import { colours, dlflow } from '../text/dlflow'
import '../text/code.css'
import classes from './Keeping.module.css'

interface Props {
  theirs: string
  mine: string
  /** Without it both sides are only looked at. */
  onChange?: (text: string) => void
}

/** Two texts side by side, what differs marked; the right one can be written in. */
export function MergeEditor({ theirs, mine, onChange }: Props) {
  const place = useRef<HTMLDivElement>(null)
  const changed = useRef(onChange)
  const first = useRef(mine)
  useEffect(() => {
    changed.current = onChange
  })
  const editable = onChange !== undefined
  const right = editable ? first.current : mine
  useEffect(() => {
    const shared = [lineNumbers(), dlflow, colours, EditorView.lineWrapping, EditorView.perLineTextDirection.of(true)]
    const fixed = [EditorState.readOnly.of(true)]
    const view = new MergeView({
      parent: place.current!,
      a: { doc: theirs, extensions: [shared, fixed, EditorView.contentAttributes.of({ 'aria-label': editable ? 'Theirs' : 'Before' })] },
      b: {
        doc: right,
        extensions: [
          shared,
          EditorView.contentAttributes.of({ 'aria-label': editable ? 'What will be saved' : 'After' }),
          ...(editable ? [history(), keymap.of([...historyKeymap, ...defaultKeymap]), EditorView.updateListener.of((update) => update.docChanged && changed.current?.(update.state.doc.toString()))] : [fixed]),
        ],
      },
      ...(editable && { revertControls: 'a-to-b' as const }),
      collapseUnchanged: { margin: 3, minSize: 6 },
      gutter: true,
    })
    return () => view.destroy()
  }, [theirs, right, editable])
  return <div ref={place} className={classes.merge} />
}
