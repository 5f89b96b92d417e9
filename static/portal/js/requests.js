// Asking the server: every answer is sorted into a word, and nothing ever throws for a dead line.

const PATIENCE = 20_000;

/** The grid's CSRF token; the cookie with it is out of reach of scripts. */
const tokenOf = (grid) => grid.querySelector("input[name=csrfmiddlewaretoken]")?.value ?? "";

async function ask(url, options) {
  try {
    return await fetch(url, {
      credentials: "same-origin",
      redirect: "manual",
      signal: AbortSignal.timeout(PATIENCE),
      ...options,
    });
  } catch {
    return null;
  }
}

const WORDS = {
  200: "saved",
  401: "ended",
  403: "denied",
  404: "gone",
  409: "clash",
  422: "refused",
  423: "locked",
};

/**
 * Sends one cell: {outcome, answer}. Outcomes: saved, clash, refused, ended (session), denied,
 * gone (row), locked (plan), away (server or line).
 */
export async function sendCell(grid, body, { leaving = false } = {}) {
  const response = await ask(grid.dataset.saveUrl, {
    method: "POST",
    keepalive: leaving,
    headers: {
      Accept: "application/json",
      "Content-Type": "application/json",
      "X-CSRFToken": tokenOf(grid),
    },
    body: JSON.stringify(body),
  });
  if (!response) return { outcome: "away", answer: {} };
  if (response.type === "opaqueredirect") return { outcome: "ended", answer: {} };
  const answer = await response.json().catch(() => ({}));
  return { outcome: WORDS[response.status] ?? "away", answer };
}

/** Posts a form's fields for a piece of page: {outcome: "done"|"ended"|"away"|"denied", html}. */
export async function sendForm(grid, url, fields) {
  const response = await ask(url, {
    method: "POST",
    headers: { Accept: "text/html", "HX-Request": "true", "X-CSRFToken": tokenOf(grid) },
    body: fields,
  });
  if (!response || response.status >= 500) return { outcome: "away", html: "" };
  if (response.type === "opaqueredirect" || response.status === 401) {
    return { outcome: "ended", html: "" };
  }
  const html = await response.text().catch(() => "");
  return { outcome: response.status === 403 ? "denied" : "done", html, status: response.status };
}

const LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

/** The secret within one of Django's tokens, which are masked anew on every page. */
function secretOf(token) {
  if (token.length !== 64) return token;
  const place = (index) => LETTERS.indexOf(token[index]);
  return Array.from({ length: 32 }, (_, index) => (place(index + 32) - place(index) + 62) % 62).join();
}

/**
 * Asks for the grid's page again and takes its CSRF token, which signing in has changed:
 * "fresh", "same" (it was the right one), "ended", "stranger" (someone else signed in), "away".
 */
export async function renewToken(grid) {
  const response = await ask(location.href, { headers: { Accept: "text/html" } });
  if (!response || response.status >= 500) return "away";
  if (!response.ok) return "ended";
  const page = new DOMParser().parseFromString(await response.text().catch(() => ""), "text/html");
  const other = page.getElementById("grid");
  if (!other) return "ended";
  if (other.dataset.user !== grid.dataset.user) return "stranger";
  const token = tokenOf(other);
  const before = tokenOf(grid);
  for (const input of document.querySelectorAll("input[name=csrfmiddlewaretoken]")) {
    input.value = token;
  }
  return secretOf(token) === secretOf(before) ? "same" : "fresh";
}
