import '@fontsource-variable/inter/index.css'
import '@fontsource-variable/jetbrains-mono/index.css'
import '@mantine/core/styles.css'
import './theme/tokens.css'
import './theme/mantine.css'
import { createRoot } from 'react-dom/client'
import { App } from './frame/App'

createRoot(document.getElementById('root')!).render(<App />)
