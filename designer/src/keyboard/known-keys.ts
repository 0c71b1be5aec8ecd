/** Every key that does something, for the help that `?` opens. */
export const knownKeys: { title: string; keys: [string, string][] }[] = [
  {
    title: 'Everywhere',
    keys: [
      ['mod k', 'Search and commands'],
      ['g i', 'Go to the inbox'],
      ['g r', 'Go to the runs'],
      ['g e', 'Go to the experiments'],
      ['/', 'Search in this list'],
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
    title: 'Runs',
    keys: [
      ['j', 'Next run'],
      ['k', 'Previous run'],
      ['Enter', 'Open the run'],
    ],
  },
]
