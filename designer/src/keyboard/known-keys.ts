/** Every key that does something, for the help that `?` opens. */
export const knownKeys: { title: string; keys: [string, string][] }[] = [
  {
    title: 'Everywhere',
    keys: [
      ['mod k', 'Search and commands'],
      ['g i', 'Go to the inbox'],
      ['g d', 'Go to the designer'],
      ['g r', 'Go to the runs'],
      ['g e', 'Go to the experiments'],
      ['/', 'Search in this list'],
      ['mod Enter', 'Send what is typed into several lines'],
      ['?', 'All keys'],
    ],
  },
  {
    title: 'Inbox',
    keys: [
      ['j', 'Next task'],
      ['k', 'Previous task'],
      ['Enter', 'Read the task'],
      ['x', 'Select the task, to decide several at once'],
      ['a', 'Approve, or take the first outcome'],
      ['r', 'Reject: choose where to go back to'],
    ],
  },
  {
    title: 'Designer, on the picture',
    keys: [
      ['i', 'Insert a step behind what is selected, or on its line; Enter too'],
      ['↑ ↓ ← →', 'Go along the flow and beside it; with Shift select more'],
      ['e', 'Select the next line that leaves the step'],
      ['c', 'Lead an outcome to another step'],
      ['w', 'Wrap in if, parallel or for each'],
      ['r', 'Rename the step'],
      ['p', 'Its properties; Escape comes back'],
      ['o', 'Open the pipeline that it calls'],
      ['t', 'Into the text; Escape comes back'],
      ['Alt ↑', 'Move it up; Alt ↓ down'],
      ['mod ↑ ↓ ← →', 'Put it elsewhere on the picture, where it stays'],
      ['u', 'Let it be laid out again; with nothing selected, all that was put somewhere'],
      ['Del', 'Delete the step, or take the line away'],
      ['mod d', 'Duplicate'],
      ['mod z', 'Undo, in picture and text; mod y redoes'],
      ['mod s', 'Save'],
      ['mod o', 'Go to a name of the file'],
      ['F2', 'In the text: rename what the cursor stands on, everywhere'],
    ],
  },
  {
    title: 'Runs',
    keys: [
      ['j', 'Next run'],
      ['k', 'Previous run'],
      ['Enter', 'Open the run'],
    ],
  },
]
