import { expect, test } from 'vitest'
import { quoted, unquoted } from './quoted'

test.each(['plain', 'with "quotes"', 'back\\slash', 'مرحبا', ''])('"%s" comes back as it was', (text) => expect(unquoted(quoted(text))).toBe(text))

test.each(['a.b', '"a ${b}"', '"a" + "b"', '"', 'x"'])('%s is an expression', (text) => expect(unquoted(text)).toBeNull())
