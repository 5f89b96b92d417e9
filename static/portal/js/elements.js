// Making elements without markup in strings: the page's policy forbids inline styles and scripts.

/** An element with attributes and children (elements or text); `null` attributes are left out. */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) {
    if (value !== null) made.setAttribute(attribute, value);
  }
  made.append(...children);
  return made;
}

/** An icon of the portal's sheet, hidden from readers as every icon stands beside its word. */
export function icon(name) {
  const namespace = "http://www.w3.org/2000/svg";
  const sheet = document.querySelector("svg.icon use")?.getAttribute("href")?.split("#")[0];
  const drawing = document.createElementNS(namespace, "svg");
  drawing.setAttribute("class", "icon");
  drawing.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(namespace, "use");
  use.setAttribute("href", `${sheet ?? ""}#${name}`);
  drawing.append(use);
  return drawing;
}

/** A button that calls `act`; `look` names Bootstrap's style. */
export function button(label, look, act) {
  const made = element("button", { type: "button", class: `btn btn-sm btn-${look}` }, label);
  made.addEventListener("click", act);
  return made;
}

/** A warning: its first words strong, then text and links in the same paragraph. */
export function warning(attributes, first, ...then) {
  const said = element("p", {}, element("strong", {}, first), ...then);
  return element("div", { class: "notice n-look", ...attributes }, icon("warn"), said);
}
