// Every domain label in one table, as in protocol/src/crypto/label.rs. No label is written anywhere else.

import { utf8 } from "./bytes.js";

/** What a signature, hash, MAC, seal or derivation is for. */
export const LABEL = Object.freeze({
  query: utf8("stn/1/query"),
  request: utf8("stn/1/request"),
  member: utf8("stn/1/member"),
  bridge: utf8("stn/1/bridge"),
  bridgeConfirm: utf8("stn/1/bridge-confirm"),
  consent: utf8("stn/1/consent"),
  receipt: utf8("stn/1/receipt"),
  letter: utf8("stn/1/letter"),
  answer: utf8("stn/1/answer"),
  api: utf8("stn/1/api"),
  offer: utf8("stn/1/offer"),
  join: utf8("stn/1/join"),
  predecessor: utf8("stn/1/pred"),
  note: utf8("stn/1/note"),
  outcome: utf8("stn/1/outcome"),
  words: utf8("stn/1/words"),
  recovery: utf8("stn/1/recovery"),
  device: utf8("stn/1/device"),
  reEnrolment: utf8("stn/1/re-enrolment"),
  vault: utf8("stn/1/vault"),
  permission: utf8("stn/1/permission"),
  word: utf8("stn/1/word"),
  reply: utf8("stn/1/reply"),
  knock: utf8("stn/1/knock"),
  succession: utf8("stn/1/succession"),
});
