import { expect, test } from 'vitest'
import { safeHtml } from './safe-html'

test('text, code and emphasis stay; whatever could run goes', () => {
  expect(safeHtml('<p>a <code class="tok-keyword">step</code></p>')).toBe('<p>a <code class="tok-keyword">step</code></p>')
  expect(safeHtml('<p onclick="x()">a<img src=x onerror="x()"><script>x()</script><a href="javascript:x()">link</a></p>')).toBe('<p>alink</p>')
})
