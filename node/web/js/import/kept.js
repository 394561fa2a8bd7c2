// What a member said of a file so far, on this device: a database of its own, never sent, gone when the file is put
// away. The rows are written once; what was said of them is small and written after every tap.

/** @typedef {import("./rates.js").File} File */
/** @typedef {import("./rates.js").Said} Said */

const NAME = "stn-import";
const TABLE = "kept";

/** @returns {Promise<{file: File, said: Said} | null>} what was begun here and not put away */
export function begun() {
  return within("readonly", async (table) => {
    const [file, said] = [await done(table.get("file")), await done(table.get("said"))];
    return file === undefined || said === undefined ? null : { file, said };
  });
}

/** @param {File} file @param {Said} said */
export const keepFile = (file, said) =>
  within("readwrite", async (table) => {
    table.put(file, "file");
    await done(table.put(said, "said"));
  });

/** @param {Said} said */
export const keepSaid = (said) => within("readwrite", (table) => done(table.put(said, "said")));

/** Forgets the file and everything said of it. */
export const forget = () => within("readwrite", (table) => done(table.clear()));

/** @template T @param {IDBTransactionMode} mode @param {(table: IDBObjectStore) => Promise<T>} work @returns {Promise<T>} */
async function within(mode, work) {
  const opening = indexedDB.open(NAME, 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore(TABLE);
  const database = await done(opening);
  try {
    const transaction = database.transaction(TABLE, mode);
    const ended = new Promise((resolve, reject) => {
      transaction.oncomplete = resolve;
      transaction.onabort = () => reject(transaction.error);
    });
    const [made] = await Promise.all([work(transaction.objectStore(TABLE)), ended]);
    return made;
  } finally {
    database.close();
  }
}

/** @template T @param {IDBRequest<T>} request @returns {Promise<T>} */
const done = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
