/** Where the browser keeps the theme. */
export const THEME_KEY = 'theme';
export const DARK = '(prefers-color-scheme: dark)';

/** Sets the theme's class before anything is shown, as `keepThemeClass` does later. */
export const THEME_SCRIPT = `(()=>{let t;try{t=localStorage.getItem('${THEME_KEY}')}catch{}
document.documentElement.classList.add(t==='dark'||t!=='light'&&matchMedia('${DARK}').matches?'dark':'light')})()`;
