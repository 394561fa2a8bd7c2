// What the browser says to the published vectors and to keys nobody may use. Each function returns what differs.

import { concat, fromHex, hex, random, utf8 } from "/device/bytes.js";
import { isSound } from "/device/curve.js";
import { hkdf, hmac, predecessorCommitment, sha256 } from "/device/hash.js";
import { LABEL } from "/device/label.js";
import * as seals from "/device/seal.js";
import { sha256Now } from "/device/sha256.js";
import { isSignedBy, sign, signSecretOf, signedBytes } from "/device/sign.js";
import { blocks, rows } from "./vectors.js";

/** RFC 8032 has no labels: the signature is made and checked by WebCrypto over the bare message. */
export async function rfc8032() {
  const wrong = [];
  const vectors = await blocks("rfc8032.txt");
  for (const vector of vectors) {
    const secret = await signSecretOf(fromHex(vector.seed));
    const message = fromHex(vector.message);
    const made = hex(new Uint8Array(await crypto.subtle.sign("Ed25519", secret.key, message)));
    if (hex(secret.public) !== vector.public || made !== vector.signature || !isSound(secret.public))
      wrong.push(vector.name);
    if (secret.key.extractable) wrong.push(`${vector.name}: readable`);
  }
  return { count: vectors.length, wrong };
}

/** The key schedule with the published ids, and seals with our own. */
export async function rfc9180() {
  const wrong = [];
  const vectors = await blocks("rfc9180.txt");
  for (const vector of vectors) {
    const of = (name) => fromHex(vector[name] ?? "");
    const made = await seals.scheduleWithId(of("shared_secret"), of("info"), of("psk"), of("psk_id"));
    for (const [name, value] of [
      ["secret", made.secret],
      ["key", made.key],
      ["base_nonce", made.nonce],
    ]) {
      if (hex(value) !== vector[name]) wrong.push(`${vector.mode}: ${name}`);
    }
    if ((await sealedAs(vector, of, made)) !== vector.ct) wrong.push(`${vector.mode}: ct`);
    const [reader, ephemeral] = [await seals.sealSecretOf(of("skRm")), await seals.sealSecretOf(of("skEm"))];
    if (hex(reader.public) !== vector.pkRm || hex(ephemeral.public) !== vector.enc) wrong.push(`${vector.mode}: keys`);
    wrong.push(...(await ownSeals(vector, of, reader, ephemeral)));
  }
  return { count: vectors.length, wrong };
}

async function sealedAs(vector, of, { key, nonce }) {
  const aes = await crypto.subtle.importKey("raw", key, "AES-GCM", false, ["encrypt"]);
  return hex(
    new Uint8Array(
      await crypto.subtle.encrypt({ name: "AES-GCM", iv: nonce, additionalData: of("aad") }, aes, of("pt")),
    ),
  );
}

// Ours have no associated data, and one id of a pre-shared key: the published shared secret leads to the same bytes.
async function ownSeals(vector, of, reader, ephemeral) {
  const psk = vector.mode === "psk" ? of("psk") : undefined;
  const schedule = await seals.scheduleWithId(
    of("shared_secret"),
    of("info"),
    of("psk"),
    psk ? LABEL.offer : new Uint8Array(0),
  );
  const aes = await crypto.subtle.importKey("raw", schedule.key, "AES-GCM", false, ["encrypt"]);
  const ciphertext = new Uint8Array(
    await crypto.subtle.encrypt({ name: "AES-GCM", iv: schedule.nonce }, aes, of("pt")),
  );
  const expected = concat(of("enc"), ciphertext);
  const sealed = await seals.seal(of("pkRm"), of("info"), of("pt"), psk, ephemeral);
  const opened = await seals.open(reader, of("info"), expected, psk);
  const wrong = [];
  if (hex(sealed) !== hex(expected)) wrong.push(`${vector.mode}: seal`);
  if (hex(opened) !== vector.pt) wrong.push(`${vector.mode}: open`);
  return wrong;
}

/** A seal that was altered, or is opened for another use, by another reader or with another secret, stays closed. */
export async function closedSeals() {
  const [reader, other] = [await seals.newSealSecret(), await seals.newSealSecret()];
  const [purpose, psk] = [seals.info(LABEL.letter, random(16)), random(32)];
  const sealed = await seals.seal(reader.public, purpose, utf8("dear"));
  const offered = await seals.seal(reader.public, purpose, utf8("offer"), psk);
  const altered = [...sealed.keys()].map((at) =>
    seals.open(
      reader,
      purpose,
      sealed.map((byte, n) => (n === at ? byte ^ 1 : byte)),
    ),
  );
  const tries = [
    ...altered,
    seals.open(other, purpose, sealed),
    seals.open(reader, seals.info(LABEL.answer, purpose), sealed),
    seals.open(reader, purpose, sealed.slice(0, 47)),
    seals.open(reader, purpose, offered),
    seals.open(reader, purpose, offered, random(32)),
    seals.open(reader, purpose, sealed, psk),
  ];
  const ends = await Promise.allSettled(tries);
  const opened = [await seals.open(reader, purpose, sealed), await seals.open(reader, purpose, offered, psk)];
  return {
    ends: ends.map((end) => end.reason?.reason ?? "opened"),
    opened: opened.map((bytes) => new TextDecoder().decode(bytes)),
  };
}

/** Which unfit keys are called sound, and which unfit signatures hold. */
export async function unfitKeys() {
  const unfit = await rows("ed25519-unfit-keys.tsv");
  const sound = unfit.filter(([, , key]) => isSound(fromHex(key))).map(([why, detail]) => `${why}: ${detail}`);
  const small = unfit
    .filter(([why, detail]) => why === "small-order" || /small order|minus/.test(detail))
    .map(([, , key]) => fromHex(key));
  const held = [];
  for (const key of small) {
    for (const r of small) {
      for (let message = 0; message < 16; message += 1) {
        const signature = concat(r, new Uint8Array(32));
        if (await isSignedBy(key, LABEL.consent, Uint8Array.of(message), signature)) held.push(hex(key));
      }
    }
  }
  const noncanonical = unfit.filter(([why]) => why === "non-canonical").map(([, , key]) => fromHex(key));
  const secret = await signSecretOf(new Uint8Array(32).fill(0x11));
  const good = await sign(secret, LABEL.consent, utf8("yes"));
  const bad = (await Promise.all(noncanonical.map((key) => isSignedBy(key, LABEL.consent, utf8("yes"), good)))).filter(
    Boolean,
  );
  return { rows: unfit.length, sound, small: small.length, held, bad: bad.length };
}

/** A signature with s + order in the place of s, one with another first half, and one cut short. */
export async function malleated() {
  const secret = await signSecretOf(new Uint8Array(32).fill(0x11));
  const signature = await sign(secret, LABEL.query, utf8("payload"));
  let s = 0n;
  for (let at = 63; at >= 32; at -= 1) s = (s << 8n) | BigInt(signature[at]);
  s += 2n ** 252n + 27742317777372353535851937790883648493n;
  const second = Uint8Array.from({ length: 32 }, (_, at) => Number((s >> BigInt(8 * at)) & 255n));
  const holds = (made, label = LABEL.query, text = "payload") => isSignedBy(secret.public, label, utf8(text), made);
  return {
    good: await holds(signature),
    void: [
      await holds(concat(signature.slice(0, 32), second)),
      await holds(concat(new Uint8Array(32), signature.slice(32))),
      await holds(signature.slice(0, 63)),
      await holds(signature, LABEL.request),
      await holds(signature, LABEL.query, "payloae"),
    ],
  };
}

/** What sealing to, and opening from, keys of small order ends in. */
export async function smallOrder() {
  const keys = await rows("x25519-small-order.tsv");
  const secret = await seals.sealSecretOf(new Uint8Array(32).fill(7));
  const psk = new Uint8Array(32).fill(8);
  const ends = [];
  for (const [, key] of keys) {
    const [to, sealed] = [fromHex(key), concat(fromHex(key), new Uint8Array(48))];
    for (const shared of [undefined, psk]) {
      ends.push(
        ...(await Promise.allSettled([
          seals.seal(to, utf8("info"), utf8("text"), shared),
          seals.open(secret, utf8("info"), sealed, shared),
        ])),
      );
    }
  }
  return { count: keys.length, ends: ends.map((end) => end.reason?.reason ?? "went through") };
}

/** The protocol's own values, as far as a device makes them. */
export async function ownValues() {
  const [v] = (await blocks("protocol.txt")).slice(-1);
  const of = (name) => fromHex(v[name]);
  const org = await signSecretOf(of("org_seed"));
  const input = signedBytes(utf8(v.signed_label), utf8(v.signed_payload));
  const matchKey = await hkdf(utf8("stn/1/match"), of("F"), concat(org.public, of("epoch")), 32);
  const found = {
    org: org.public,
    signed_input: input,
    signature: await sign(org, utf8(v.signed_label), utf8(v.signed_payload)),
    pred_commit: await predecessorCommitment(of("salt"), org.public, of("pred_member")),
    match_key: matchKey,
    tag: (await hmac(matchKey, utf8("tag"), of("query_id"))).slice(0, 16),
    psk: await hmac(matchKey, utf8("psk"), of("query_id")),
    avoid_mark: (await hmac(matchKey, utf8("avoid"), of("query_id"))).slice(0, 8),
  };
  return Object.entries(found)
    .filter(([name, value]) => hex(value) !== v[name])
    .map(([name]) => name);
}

/** Lengths at which the two ways to SHA-256 differ. */
export async function twoHashes() {
  const lengths = [0, 1, 31, 32, 55, 56, 63, 64, 65, 119, 120, 1_000];
  const differs = [];
  for (const length of lengths) {
    const bytes = random(length);
    if (hex(sha256Now(bytes)) !== hex(await sha256(bytes))) differs.push(length);
  }
  return differs;
}
