// An invented organisation of twelve: whom each member knows outside, which colleagues, in which program they keep their
// contacts, and for whom they will ask. All of it follows from one seed. Paths are planted: an asker knows a colleague,
// who knows the person sought, whom the asker does not.

const MEMBERS = ["Ada", "Bela", "Chidi", "Dora", "Emre", "Fadia", "Goran", "Hana", "Iker", "Jana", "Kofi", "Lena"];
const FIRST = (
  "Amara Bruno Celia Dmitri Elif Farid Greta Hugo Ilse Jonas Karim Livia Marek Nadja Oskar Petra " +
  "Quentin Rosa Stefan Thea Ulrich Vera Wanda Xenia Yusuf Zora"
).split(" ");
const LAST = (
  "Abiola Brandt Cortez Demir Eklund Fuchs Grimaldi Haddad Ivanov Jansen Keller Lindqvist Moreau Novak " +
  "Okafor Petrov"
).split(" ");
const PLACES = (
  "Lantern Saltmarsh Kestrel Orchard Quarrystone Lindenhof Riverbend Weavers Openwells Northlight " +
  "Millrace Harbourside Fernhill Stonebridge Clearwater Brightside Elmtree Foxglove Greenlane Hazelwood"
).split(" ");
const PLACE_SIZE = 20;
/** Each knows most people at so many places, and some elsewhere. */
const HOMES = 3;
const AT_HOME = 10;
const ELSEWHERE = 50;
const COLLEAGUES = 5;
const ASKS = 3;
/** Of those in a file, whom their owner hardly remembers; and of LinkedIn's, whose address stands in it. */
const FAINT = 0.15;
const WITH_ADDRESS = 0.25;

/** Numbers from 0 to 1 that look drawn, the same for a seed. */
export function drawing(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Everybody, and what is planted. */
export function plant(seed) {
  const draw = drawing(seed);
  const pick = (from, count) => {
    const left = [...from];
    return Array.from({ length: Math.min(count, left.length) }, () => left.splice(Math.floor(draw() * left.length), 1)[0]);
  };
  const people = outsiders();
  const members = MEMBERS.map((name, at) => ({ name, source: at % 3 === 2 ? "google" : "linkedin" }));
  for (const member of members) {
    const homes = pick(PLACES, HOMES);
    const near = homes.flatMap((place) => pick(people.filter(({ org }) => org === place), AT_HOME));
    const others = pick(people.filter((one) => !near.includes(one)), ELSEWHERE);
    member.knows = [...near, ...others].map((one) => written(one, member, draw));
    member.colleagues = pick(members.filter((one) => one !== member), COLLEAGUES).map(({ name }) => name);
  }
  for (const member of members) {
    // An asker has one way to find somebody, and does not know by which a colleague has them.
    member.asks = pick(sought(member, members), ASKS).map((one) => ({ ...one, isByPage: draw() < 0.5 }));
  }
  return { members, draw };
}

/** Everybody outside, each of another name. */
function outsiders() {
  return PLACES.flatMap((org, place) =>
    Array.from({ length: PLACE_SIZE }, (_, at) => {
      const number = place * PLACE_SIZE + at;
      const [first, last] = [FIRST[number % FIRST.length], LAST[Math.floor(number / FIRST.length)]];
      const called = `${first}-${last}`.toLowerCase();
      const [page, email] = [`https://www.linkedin.com/in/${called}`, `${called}@${org.toLowerCase()}.example`];
      return { first, last, org, name: `${first} ${last}`, page, email };
    }),
  );
}

/** How somebody stands in a member's file. */
function written(person, { source }, draw) {
  const hasEmail = source === "google" || draw() < WITH_ADDRESS;
  const year = 2008 + Math.floor(draw() * 17);
  return { person, isFaint: draw() < FAINT, hasPage: source === "linkedin", hasEmail, day: `05 Mar ${year}` };
}

/** Whom a member could ask for: known to a colleague they know, and not to them. */
function sought(member, members) {
  const own = new Set(member.knows.map(({ person }) => person));
  const colleagues = members.filter(({ name }) => member.colleagues.includes(name));
  return colleagues.flatMap((through) =>
    through.knows.filter(({ person }) => !own.has(person)).map(({ person }) => ({ person, through: through.name })),
  );
}

/** The file a member's program gives. */
export function exported({ source, knows }) {
  const rows = knows.map(({ person: { first, last, org, page, email }, hasEmail, day }) =>
    source === "google"
      ? [first, last, org, "", "* Work", email]
      : [first, last, page, hasEmail ? email : "", org, "", day],
  );
  const head = {
    google: ["First Name", "Last Name", "Organization Name", "Organization Title", "E-mail 1 - Label", "E-mail 1 - Value"],
    linkedin: ["First Name", "Last Name", "URL", "Email Address", "Company", "Position", "Connected On"],
  }[source];
  const name = source === "google" ? "contacts.csv" : "Connections.csv";
  return { name, mimeType: "text/csv", buffer: Buffer.from([head, ...rows].map((row) => row.join(",")).join("\n")) };
}
