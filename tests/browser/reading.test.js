// Exports of contacts in the browser: the same rows as Rust makes of the same fixtures, and the same refusals of what is
// none, broken or made to do harm. The cases are those of node/src/import/tests.

import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import { deflateRawSync } from "node:zlib";
import { openBrowser } from "./browser.js";

const FIXTURES = new URL("../fixtures/imports/", import.meta.url);

let browser;
before(async () => {
  browser = await openBrowser();
});
after(() => browser?.close());

const text = (...parts) => browser.call("importing", "text", ...parts);
const bytes = (list) => browser.call("importing", "bytes", [...list]);
const card = (...lines) => `BEGIN:VCARD\nVERSION:3.0\n${lines.join("\n")}\nEND:VCARD\n`;

/** An archive of such files, each squeezed. */
function zipped(files) {
  const locals = [];
  const contents = [];
  let at = 0;
  for (const [name, content] of files) {
    const packed = deflateRawSync(content);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(content.length, 18);
    common.writeUInt16LE(Buffer.byteLength(name), 22);
    const local = Buffer.concat([Buffer.from("PK\x03\x04"), common, Buffer.from(name), packed]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(at, 10);
    contents.push(Buffer.concat([Buffer.from("PK\x01\x02\x14\x00"), common, rest, Buffer.from(name)]));
    locals.push(local);
    at += local.length;
  }
  const table = Buffer.concat(contents);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", 0, "latin1");
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(table.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...locals, table, end]);
}

test("every export gives the people that Rust reads in it", async () => {
  const lines = (await readFile(new URL("expected.ndjson", FIXTURES), "utf8")).trim().split("\n");
  const expected = lines.map((line) => JSON.parse(line));
  const files = (await readdir(FIXTURES)).filter((file) => /\.(csv|vcf)$/.test(file));
  assert.ok(files.length >= 12);

  for (const file of files) {
    const read = await browser.call("importing", "fixture", file);
    assert.deepEqual(read.rows, expected.filter((row) => row.file === file), file);
    assert.equal(read.marked, false, file);
    const [program] = file.split(/[-.234]/);
    const format = file === "google-old.csv" ? "google-old" : program;
    assert.equal(read.format, format, file);
  }
});

test("what is left out is counted", async () => {
  const notes = await browser.call("importing", "fixture", "linkedin-en-2024-notes.csv");
  const cards = await browser.call("importing", "fixture", "vcard40-rfc6350.vcf");

  assert.deepEqual([notes.left.nobody, cards.left.notPeople], [2, 1]);
});

test("what holds no contacts is named for what it looks like", async () => {
  const noise = Array.from({ length: 5_000 }, (_, at) => (Math.imul(at, 2_654_435_761) >>> 11) & 255);
  for (const [content, reason] of [
    [[], "empty"],
    [Buffer.from("\ufeff \n"), "empty"],
    [[0x1f, 0x8b, 8, 0, 1, 2], "archive"],
    [Buffer.from("d0cf11e0a1b11ae12e2e", "hex"), "spreadsheet"],
    [Buffer.from("<!DOCTYPE html><title>Sign in</title>"), "web-page"],
    [Buffer.from("Date,Amount,Purpose\n2024-01-02,12.50,Bread\n"), "other"],
    [noise, "other"],
    [Buffer.from("First Name,Last Name,Connected On\n,,05 Mar 2024\n"), "nobody"],
  ]) {
    assert.equal(await bytes(content), reason);
  }
});

test("a file that is broken is refused at its line", async () => {
  const head = "First Name,Last Name,Company\n";
  const note = (length) => ["First Name,Last Name,Email,Notes\nAnn,Lee,a@b.example,", ["n", length], "\n"];
  for (const [parts, ending] of [
    [["Notes:\n\n", head, 'Jo,Ray,y\n"Un,closed,z\n', ["Ann,Lee,x\n", 600]], "cell-too-long 5"],
    [[head, 'Jo,Ray,y\n"Un,closed,z\nAnn,Lee,x\nTom,Lee,x\n'], "swallowed-rows 3"],
    [note(64 * 1024 + 1), "cell-too-long 2"],
    [note(2 * 1024 * 1024), "row-too-long 2"],
    [[head, "Ann,Lee,x", [",", 2 * 1024 * 1024], "\n"], "row-too-long 2"],
    [[head, ["A,B,C\n", 200_001]], "too-many-rows"],
  ]) {
    assert.equal(await text(...parts), ending);
  }
  assert.equal((await text(...note(64 * 1024))).count, 1);
});

test("a value too long for a card is refused and a picture is not", async () => {
  const folded = (name, lines) => ["BEGIN:VCARD\nFN:Ann Lee\n", `${name}:`, ["x\n ", lines], "\nEND:VCARD\n"];

  assert.equal(await text(...folded("TITLE", 5 * 1024)), "cell-too-long 1");
  assert.equal((await text(...folded("PHOTO;ENCODING=b", 500_000))).count, 1);
  assert.equal(await text("BEGIN:VCARD\nFN:Ann Lee\n", ["TEL:123456\n", 200_000], "END:VCARD\n"), "row-too-long 1");
});

test("cards within cards by the thousand are read in a straight line", async () => {
  assert.equal(await text(["BEGIN:VCARD\n", 100_000]), "nobody");
  const agents = await text("BEGIN:VCARD\nFN:Ann Lee\n", ["AGENT:\nBEGIN:VCARD\n", 200_000]);

  assert.equal(agents.rows[0].name, "Ann Lee");
});

test("what hides or runs is taken out and counted", async () => {
  const found = await text(
    "First Name,Last Name,Email Address,Company,Position,Phone,Connected On\n" +
      '=HYPERLINK("x"),\u202eeeL,a\u200bnn@well.example,@SUM(1),-2+3,+44 1632 960001,05 Mar 2024\n' +
      "Ann,Lee,ann@well.example,Wells,Chair,,\n",
  );

  const [row] = found.rows;
  assert.deepEqual([row.given, row.family, row.org, row.title], ['HYPERLINK("x")', "eeL", "SUM(1)", "2+3"]);
  assert.deepEqual([row.emails, row.phones], [["ann@well.example"], ["+441632960001"]]);
  assert.equal(found.left.cleaned, 5);
});

test("a name that mixes scripts stays and is marked", async () => {
  const rows = "P\u0430ul,Smith,\nPaul,Smith,\nИван,Smith,\n,,x@w\u0435ll.example\nひらカタ漢字,김,\n";
  const found = await text(`First Name,Last Name,Email Address\n${rows}`);

  assert.deepEqual(found.rows.map((row) => row.looksMixed), [true, false, false, true, false]);
});

test("odd cards give what can be read", async () => {
  for (const [lines, name] of [
    [["N:Lee;Ann;Mary\\, Jo;;"], "Ann Mary, Jo Lee"],
    [["N:Smith, Jr.;John;;;", "TEL:+44 1632 960001"], "John Smith, Jr."],
    [["NICKNAME:Annie,Lee", "TEL:+44 1632 960001"], "Annie"],
    [["ORG:Open Wells;Front desk", "TEL:+44 1632 960001"], "Open Wells"],
    [["FN:  ", "N:;;;;", "EMAIL:ann@well.example"], ""],
    [["KIND:org", "ORG:Open Wells"], "Open Wells"],
    [["FN;ENCODING=QUOTED-PRINTABLE:Mar=C3=ADa"], "María"],
    [["FN;QUOTED-PRINTABLE:Mar=EDa"], "María"],
    [["FN;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:Mar=ED=", "a"], "María"],
    [["FN;CHARSET=windows-1251;ENCODING=QUOTED-PRINTABLE:=C8=E2=E0=ED"], "Иван"],
    [[":", ";", "FN", "FN;=:;", 'TEL;TYPE="voice:+44', "TITLE:ends in a backslash\\", "FN:Ann Lee"], ";"],
  ]) {
    assert.equal((await text(card(...lines))).rows[0].name, name, lines[0]);
  }
  const page = await text(
    card("FN:Josiah Carberry", "URL:https://orcid.org/0000-0002-1825-0097", "URL:https://carberry.example/",
      "URL:https://www.linkedin.com/company/x", "SOCIALPROFILE:https://uk.linkedin.com/in/Carberry/", "TEL;TYPE=fax:+44 1632 960009"),
  );
  const [row] = page.rows;
  assert.deepEqual([row.orcid, row.linkedin, row.urls, row.phones], ["0000000218250097", "carberry", ["https://carberry.example/"], []]);
});

test("linkedin's archive gives what its table gives, and one that can't be used is refused", async () => {
  const csv = await readFile(new URL("linkedin-en-2024-notes.csv", FIXTURES));
  const plain = await bytes(csv);
  const archive = zipped([["Profile.csv", Buffer.from("x")], ["Basic_Export/connections.csv", csv]]);

  const packed = await bytes(archive);

  assert.deepEqual([packed.format, packed.rows, packed.count], ["linkedin-archive", plain.rows, plain.count]);
  for (const [content, reason] of [
    [zipped([["Profile.csv", Buffer.from("x")]]), "no-connections"],
    [zipped([["xl/workbook.xml", Buffer.from("<workbook/>")]]), "spreadsheet"],
    [archive.subarray(0, archive.length / 2), "archive-broken"],
    [zipped([["Connections.csv", Buffer.alloc(64 * 1024 * 1024 + 1, "0")]]), "archive-broken"],
  ]) {
    assert.equal(await bytes(content), reason);
  }
});

test("text may be in any usual encoding, with any end of line", async () => {
  const head = "First Name,Last Name,Company\n";
  assert.equal((await bytes([...Buffer.from(`${head}Kr`), 0xfc, ...Buffer.from("ger,Lee,x\n")])).rows[0].given, "Krüger");
  const wide = Buffer.from(`\ufeff${card("FN:Ayşe")}`, "utf16le");
  assert.equal((await bytes(wide)).rows[0].name, "Ayşe");
  assert.equal((await text(`${head}Ann,Lee,x\n`.replaceAll("\n", "\r"))).rows[0].name, "Ann Lee");
});

test("people at partners come first, then those in what colleagues work on, the latest, and those at one place", async () => {
  const rows = [
    "Ann,Lee,ann@x.example,RIVERBEND  Trust,05 Mar 2020",
    "Tom,Ray,tom@post.riverbend.example,,",
    "Eva,Ray,eva@notriverbend.example,,06 Mar 2021",
    "Jo,Ray,jo@x.example,Elsewhere,07 Mar 2022",
    ...["Una", "Ula", "Uma"].map((name) => `${name},Kay,${name}@k.example,Kestrel,`),
    "Sol,One,s@x.example,Municipal Housing Society,",
    "Gil,One,g@x.example,Social Housing Trust,",
    "Last,One,l@x.example,,",
  ];
  const table = `First Name,Last Name,Email Address,Company,Connected On\n${rows.join("\n")}\n`;
  const partners = [{ name: "Riverbend Trust", domain: "riverbend.example" }, { name: "Nobody", domain: "" }];

  assert.deepEqual(await browser.call("importing", "grouped", table, partners, ["social-housing", "water"]), [
    ["partner", "Riverbend Trust", ["Ann", "Tom"]],
    ["topic", "social-housing", ["Gil"]],
    ["recent", "", ["Jo", "Eva"]],
    ["org", "Kestrel", ["Una", "Ula", "Uma"]],
    ["rest", "", ["Sol", "Last"]],
  ]);
});
