import { createTheme, type MantineColorsTuple } from '@mantine/core'

const ink: MantineColorsTuple = ['#eef0fc', '#dbe0f8', '#b6c0f1', '#8f9df5', '#7485e4', '#5667d6', '#4a5bcd', '#3d4fc4', '#3141a8', '#28368c']
// White is read on the eighth, as on every filled button in the light.
const red: MantineColorsTuple = ['#fff5f5', '#ffe3e3', '#ffc9c9', '#ffa8a8', '#ff8787', '#ff6b6b', '#fa5252', '#c92a2a', '#b02525', '#9c2020']

/** Mantine's parts in our colours and measures; our own CSS uses the variables of tokens.css. */
export const theme = createTheme({
  fontFamily: "'Inter Variable', system-ui, sans-serif",
  fontFamilyMonospace: "'JetBrains Mono Variable', ui-monospace, monospace",
  primaryColor: 'ink',
  primaryShade: { light: 7, dark: 3 },
  autoContrast: true,
  colors: { ink, red },
  defaultRadius: 6,
  cursorType: 'pointer',
  respectReducedMotion: true,
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  components: {
    Tooltip: { defaultProps: { openDelay: 350, withArrow: false, transitionProps: { duration: 80 } } },
    Menu: { defaultProps: { transitionProps: { duration: 80 }, shadow: 'md', withInitialFocusPlaceholder: false } },
    // The page itself never scrolls: to lock it would only have all of it styled anew.
    Modal: { defaultProps: { lockScroll: false, transitionProps: { duration: 100 }, overlayProps: { backgroundOpacity: 0.4 }, closeButtonProps: { 'aria-label': 'Close' } } },
    ModalRoot: { defaultProps: { lockScroll: false } },
    Popover: { defaultProps: { transitionProps: { duration: 80 } } },
    Button: { defaultProps: { size: 'sm', variant: 'filled' } },
    TextInput: { defaultProps: { size: 'sm' } },
    Textarea: { defaultProps: { size: 'sm' } },
  },
})
