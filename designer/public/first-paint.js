// Before anything is drawn, so that a dark page never flashes white. A file of its own: the server forbids inline scripts.
{
  const chosen = localStorage.getItem('deepflow.theme') ?? 'auto'
  const dark = chosen === 'dark' || (chosen === 'auto' && matchMedia('(prefers-color-scheme: dark)').matches)
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light')
}
