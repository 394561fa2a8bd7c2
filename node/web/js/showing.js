// The demo's page as it changes: its parts are fetched again and put in place where they differ. Without this script
// the same page is loaded again after each press.

const PARTS = "[data-part]";

/** The page as it stands now, read by the browser itself. @returns {Promise<Document>} */
const fetched = () =>
  new Promise((given, failed) => {
    const request = new XMLHttpRequest();
    request.open("GET", "/");
    request.responseType = "document";
    request.onload = () => (request.responseXML === null ? failed() : given(request.responseXML));
    request.onerror = failed;
    request.send();
  });

/** Puts a part in place of the one that stands there, and the keyboard where it was. @param {Element} now @param {Element} next */
const replace = (now, next) => {
  const focused = now.contains(document.activeElement) ? document.activeElement?.id : undefined;
  const open = [...now.querySelectorAll("details")].map(({ open }) => open);
  const place = document.importNode(next, true);
  for (const [at, one] of place.querySelectorAll("details").entries()) one.open = open[at] ?? false;
  now.replaceWith(place);
  if (focused) document.getElementById(focused)?.focus();
};

const refresh = async () => {
  const page = await fetched();
  for (const now of document.querySelectorAll(PARTS)) {
    const next = page.getElementById(now.id);
    if (next !== null && shown(next) !== shown(now)) replace(now, next);
  }
  const strip = document.getElementById("strip");
  if (strip !== null && !strip.contains(document.activeElement)) strip.scrollTo({ left: strip.scrollWidth });
};

/** What a part says, whatever of it is unfolded. @param {Element} part */
const shown = (part) => part.outerHTML.replaceAll(/ open(="")?/g, "");

/** One after the other, so that an older page never takes a newer one's place. */
let last = Promise.resolve();
const soon = () => {
  last = last.then(refresh).catch(() => {});
};

document.addEventListener("submit", (event) => {
  const form = /** @type {HTMLFormElement} */ (event.target);
  if (new URL(form.action).pathname !== "/press") return;
  event.preventDefault();
  const pressed = /** @type {HTMLElement | null} */ (event.submitter);
  const body = new URLSearchParams(/** @type {any} */ (new FormData(form, pressed)));
  fetch(form.action, { method: "POST", body, redirect: "manual" }).then(soon, soon);
});

const events = new EventSource("/events");
events.addEventListener("changed", soon);
events.addEventListener("open", soon);
