// People who do things beside each other under one counted clock. What each does is a generator: it acts on real pages,
// which costs its counted taps and signs, and yields the seconds it then lets pass: to read, to think, to wait.

/** What begins within so many counted seconds is done at once, by at most so many: their clocks are no finer. */
const TOGETHER_SECS = 45;
const AT_ONCE = 3;

/**
 * `begin(secs, one, live)` lets a counted person begin at a second of the clock; `live` is given what tells them the
 * time. `run` goes on until everybody is done, always with those whose clock is furthest behind.
 */
export function beside() {
  const lives = [];
  const begin = (secs, one, live) => {
    const own = { from: secs, before: one.counted() };
    own.now = () => own.from + (one.counted() - own.before) / 1_000;
    own.life = live(own.now);
    own.rest = (pause) => Object.assign(own, { from: own.now() + pause, before: one.counted() });
    lives.push(own);
  };
  const step = async (own) => {
    const { value, done } = await own.life.next();
    if (done) lives.splice(lives.indexOf(own), 1);
    else own.rest(value);
  };
  const run = async () => {
    while (lives.length > 0) {
      lives.sort((one, other) => one.from - other.from);
      const soon = lives.filter(({ from }) => from <= lives[0].from + TOGETHER_SECS);
      await Promise.all(soon.slice(0, AT_ONCE).map(step));
    }
  };
  return { begin, run };
}
