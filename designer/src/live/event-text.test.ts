import { expect, test } from 'vitest'
import { EventText } from './event-text'

const stream = ': the journal\n\nid: 7\nevent: start\ndata: {"after":7}\n\nid: 8\nevent: entered\ndata: {"node":"a: b"}\n\n: still here\n\n'

test('events come out whole and once, wherever the text is cut', () => {
  for (let cut = 0; cut <= stream.length; cut++) {
    const text = new EventText()
    const events = [...text.add(stream.slice(0, cut)), ...text.add(stream.slice(cut))]
    expect(events).toEqual([
      { id: '7', event: 'start', data: '{"after":7}' },
      { id: '8', event: 'entered', data: '{"node":"a: b"}' },
    ])
  }
})

test('an event that is not complete is not told', () => {
  expect(new EventText().add('id: 1\ndata: {}\n')).toEqual([])
})
