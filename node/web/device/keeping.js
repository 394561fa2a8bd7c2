// Where a browser keeps a member's device: one record in IndexedDB, read and written whole, by one tab at a time.
//
// `change` gives nothing out before what it changed is on the disk, so whatever was signed is remembered before it is
// sent, and is the same when it is asked for again. Two tabs wait for each other: a lock of the browser's stands around
// reading, signing and writing.

import { filled } from "./device.js";
import { Refusal, need } from "./refusal.js";

/** @typedef {import("./device.js").Device} Device */

const NAME = "stn-device";
const TABLE = "kept";
/** The member's device; beside it, a machine that is to become one. */
const DEVICE = "device";
const NEW_DEVICE = "new-device";

/**
 * Changes the device, and gives what came of it once the device is kept. If `work` throws, nothing is changed.
 * @template T @param {(device: Device) => Promise<T> | T} work @returns {Promise<T>} @throws {Refusal} if there is no
 * device
 */
export function change(work) {
  return alone(async (kept) => {
    const record = await read(kept, DEVICE);
    if (record === undefined) throw new Refusal("no-keys-here");
    const device = filled(record);
    const made = await work(device);
    await write(kept, DEVICE, device);
    return made;
  });
}

/**
 * Reads something of the device and changes nothing.
 * @template T @param {(device: Device) => Promise<T> | T} look @returns {Promise<T>}
 */
export async function look(look) {
  const device = await keptDevice();
  if (device === null) throw new Refusal("no-keys-here");
  return look(device);
}

/** The device of this browser, or null. @returns {Promise<Device | null>} */
export async function keptDevice() {
  const kept = await opened();
  try {
    const record = await read(kept, DEVICE);
    return record === undefined ? null : filled(record);
  } finally {
    kept.close();
  }
}

/**
 * Keeps a device that was made just now, where there is none. What came with it is given out afterwards.
 * @template T @param {() => Promise<{device: Device} & T>} make @returns {Promise<{device: Device} & T>} @throws
 * {Refusal}
 */
export function begin(make) {
  return alone(async (kept) => {
    need((await read(kept, DEVICE)) === undefined, "keys-there");
    const made = await make();
    await write(kept, DEVICE, made.device);
    await write(kept, NEW_DEVICE, undefined);
    // Else a browser short of room may throw the keys away without asking. A person may be asked; nothing waits for it.
    navigator.storage?.persist?.().catch(() => false);
    return made;
  });
}

/** Keeps the keys of a machine that waits to become a device. @param {import("./certificate.js").NewDevice} machine */
export function keepNewDevice(machine) {
  return alone(async (kept) => {
    need((await read(kept, DEVICE)) === undefined, "keys-there");
    await write(kept, NEW_DEVICE, machine);
  });
}

/** @returns {Promise<import("./certificate.js").NewDevice | null>} the machine that waits, if one does */
export async function heldNewDevice() {
  const kept = await opened();
  try {
    return (await read(kept, NEW_DEVICE)) ?? null;
  } finally {
    kept.close();
  }
}

/** Forgets the device: a join the node refused, or a member who leaves. @returns {Promise<void>} */
export function forget() {
  return alone(async (kept) => {
    await write(kept, DEVICE, undefined);
    await write(kept, NEW_DEVICE, undefined);
  });
}

/** @template T @param {(kept: IDBDatabase) => Promise<T>} work @returns {Promise<T>} */
async function alone(work) {
  return await navigator.locks.request(NAME, async () => {
    const kept = await opened();
    try {
      return await work(kept);
    } finally {
      kept.close();
    }
  });
}

/** @returns {Promise<IDBDatabase>} */
function opened() {
  const request = indexedDB.open(NAME, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(TABLE);
  return done(request);
}

/** @param {IDBDatabase} kept @param {string} name @returns {Promise<any>} */
function read(kept, name) {
  return done(kept.transaction(TABLE, "readonly").objectStore(TABLE).get(name));
}

/**
 * @param {IDBDatabase} kept @param {string} name @param {unknown} value nothing: it is forgotten
 * @returns {Promise<void>}
 */
async function write(kept, name, value) {
  // What a browser could write and not read again would cost the member this device. A copy fails here, before that.
  structuredClone(value);
  const transaction = kept.transaction(TABLE, "readwrite", { durability: "strict" });
  const table = transaction.objectStore(TABLE);
  if (value === undefined) table.delete(name);
  else table.put(value, name);
  return new Promise((written, failed) => {
    transaction.oncomplete = () => written();
    transaction.onabort = () => failed(transaction.error);
  });
}

/** @template T @param {IDBRequest<T>} request @returns {Promise<T>} */
function done(request) {
  return new Promise((given, failed) => {
    request.onsuccess = () => given(request.result);
    request.onerror = () => failed(request.error);
  });
}
