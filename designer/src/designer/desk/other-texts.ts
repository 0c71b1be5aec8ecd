import { invertedEffects } from '@codemirror/commands'
import { StateEffect } from '@codemirror/state'

export interface OtherText {
  path: string
  before: string
  after: string
}

/** What an edit did to other files than the one that is open; undoing the edit here takes it back there too. */
export const otherTexts = StateEffect.define<OtherText[]>()

export const undoOtherTexts = invertedEffects.of((transaction) =>
  transaction.effects.filter((effect) => effect.is(otherTexts)).map((effect) => otherTexts.of((effect.value as OtherText[]).map(({ path, before, after }) => ({ path, before: after, after: before })))),
)
