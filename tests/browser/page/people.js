// People of the tests, in the browser: organisations with their keys, and members with real devices.

import { hex, utf8 } from "/device/bytes.js";
import { sha256 } from "/device/hash.js";
import { LABEL } from "/device/label.js";
import * as enrol from "/device/enrol.js";
import { sign, signSecretOf } from "/device/sign.js";

/** An organisation by a name, the same each time. */
export async function organisation(name) {
  return signSecretOf(await sha256(utf8(name)));
}

/** Puts the organisation's signature beside the member's. */
export async function countersigned(org, { certPayload, memberSignature }) {
  return { payload: certPayload, orgSignature: await sign(org, LABEL.member, certPayload), memberSignature };
}

/** A member's link, as an admin's node makes it. */
export function memberLink(org, expires) {
  return {
    org: org.public,
    api: "https://node.example",
    invite: new Uint8Array(16).fill(2),
    secret: new Uint8Array(16).fill(3),
    expires,
  };
}

/** Somebody who has joined an organisation. */
export async function member(org, name, now) {
  const link = memberLink(org, now + 100n);
  const { device, enrolment } = await enrol.enrol(link, card(name), now);
  await enrol.acceptCert(device, await countersigned(org, enrolment), now);
  return device;
}

export function card(name) {
  return { name, org: "", role: "", contact: `${name}@contact.example` };
}

/** Two colleagues see each other; two members of different organisations are at the ends of a bridge. */
export function know(one, other, bridge) {
  if (bridge === null) {
    one.colleaguePins.add(hex(other.member));
    other.colleaguePins.add(hex(one.member));
    return;
  }
  one.bridgePins.set(hex(bridge), { org: other.org, member: other.member });
  other.bridgePins.set(hex(bridge), { org: one.org, member: one.member });
}

/** The code a refusal or an unfit thing ends in; "went through" where it did not. */
export async function ending(work) {
  try {
    await work();
    return "went through";
  } catch (error) {
    return ["Refusal", "Unfit"].includes(error.name) ? (error.code ?? error.reason) : String(error);
  }
}
