/**
 * Makes an element. Texts become text nodes, never markup: what a payload holds is shown and not run.
 * @param properties attributes; `on…` are listeners, true gives an attribute without a value, undefined and false none
 */
export function element(name, properties = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (value === undefined || value === false) continue;
    if (key.startsWith('on')) made.addEventListener(key.slice(2), value);
    else made.setAttribute(key, value === true ? '' : String(value));
  }
  made.append(...children.flat().filter((child) => child !== undefined && child !== ''));
  return made;
}
