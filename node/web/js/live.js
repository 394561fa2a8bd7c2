// What waits, told by the node as it changes: the count in the title and the way, and the list where it is open.
// Everything is put in as text; a page without this script shows the same when it is loaded again.

/**
 * @typedef {{href: string, kind: string, head: string, question: string, iso: string, ends: string}} Row
 * @typedef {{count: number, rows: Row[]}} Waiting
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

const events = new EventSource("/events");
events.addEventListener("inbox", (event) => show(JSON.parse(event.data)));
// Newer pages listen, or the session is over: loading the page again tells which.
events.addEventListener("over", () => events.close());
