// What waits and where asks stand, told by the node as it changes: the count in the title and the way, the list where it
// is open, and that an open ask has something new. Everything is put in as text; a page without this script shows the same when it is loaded again.
//
// And nothing typed is lost to a session that ended meanwhile: before a form is sent, the key opens it anew.

/**
 * @typedef {{href: string, kind: string, head: string, question: string, iso: string, ends: string}} Row
 * @typedef {{ask: string, state: string, tint: string, news: string}} Stand
 * @typedef {{count: number, rows: Row[], asks: Stand[]}} Waiting
 */

const title = document.title;

/** @param {string} tag @param {string} className @param {string} text */
const part = (tag, className, text) => {
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = text;
  return made;
};

/** @param {Row} row */
const drawn = (row) => {
  const link = document.createElement("a");
  link.className = "card row";
  link.href = row.href;
  if (row.kind) link.append(part("span", "tag", row.kind));
  const when = part("span", "when", "");
  const time = document.createElement("time");
  time.dateTime = row.iso;
  time.textContent = row.ends;
  when.append(time);
  link.append(part("strong", "head", row.head), part("span", "line", row.question), when);
  const item = document.createElement("li");
  item.append(link);
  return item;
};

/** @param {Waiting} waiting */
const show = (waiting) => {
  document.title = waiting.count > 0 ? `(${waiting.count}) ${title}` : title;
  for (const count of document.querySelectorAll("[data-count]")) {
    count.textContent = String(waiting.count);
    count.toggleAttribute("hidden", waiting.count === 0);
  }
  const list = document.querySelector("[data-inbox]");
  // Nothing moves under somebody's fingers, and a list longer than what is told is shown whole when loaded again.
  if (!list || list.contains(document.activeElement) || waiting.rows.length < waiting.count) return;
  list.replaceChildren(...waiting.rows.map(drawn));
  document.querySelector("[data-empty]")?.toggleAttribute("hidden", waiting.count > 0);
};

/** @param {Stand[]} asks */
const showAsks = (asks) => {
  for (const stand of asks) {
    for (const place of document.querySelectorAll(`[data-stands="${stand.ask}"]`)) {
      const state = place.querySelector("[data-state]");
      if (state) [state.textContent, state.className] = [stand.state, `tag ${stand.tint}`];
      // What somebody reads or writes is not moved: they look when they like.
      const isNews = place.getAttribute("data-news") !== stand.news;
      place.querySelector("[data-changed]")?.toggleAttribute("hidden", !isNews);
    }
  }
};

const events = new EventSource("/events");
events.addEventListener("inbox", (event) => {
  const waiting = JSON.parse(event.data);
  show(waiting);
  showAsks(waiting.asks);
});
// Newer pages listen, or the session is over: loading the page again tells which.
events.addEventListener("over", () => events.close());

/** @param {SubmitEvent} event */
const sendSignedIn = async (event) => {
  const form = /** @type {HTMLFormElement} */ (event.target);
  if (event.defaultPrevented || form.method !== "post" || form.dataset.send === "now") return;
  event.preventDefault();
  // A second tap while it is asked sends nothing.
  if (form.dataset.send === "asking") return;
  form.dataset.send = "asking";
  const asked = await fetch("/session").catch(() => null);
  // Where the key can't, the form goes as it would have gone, and the node says what is.
  if (asked?.status === 401) await import("./enter.js").then(({ enter }) => enter()).catch(() => []);
  form.dataset.send = "now";
  form.requestSubmit(event.submitter);
};
addEventListener("submit", (event) => void sendSignedIn(event));
// Back from the next page, the form may be sent again.
addEventListener("pageshow", () => document.querySelectorAll("form[data-send]").forEach((form) => form.removeAttribute("data-send")));
