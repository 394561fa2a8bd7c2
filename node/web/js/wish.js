// What a member says of a tie in a form: how well they know somebody, and what the tie may serve.

/** @typedef {import("../device/said.js").Wish} Wish */

/** What a tie serves where nobody said anything else. */
const USUAL = {
  kinds: ["introduction", "intelligence", "influence", "appraisal", "opportunity"],
  search: true,
  audience: "peers",
  own_org: "standing",
  beyond: "ask",
};

/** @param {string} strength @returns {Wish} with what a tie usually serves */
export const usual = (strength) => ({ strength, policy: USUAL });

/** @param {HTMLFormElement} form @returns {Wish} what was filled in */
export const wish = (form) => {
  const said = new FormData(form);
  const one = (/** @type {string} */ name) => String(said.get(name) ?? "");
  const policy = {
    kinds: said.getAll("kind"),
    search: said.has("search"),
    audience: one("audience"),
    own_org: one("own-org"),
    beyond: one("beyond"),
  };
  return { strength: one("strength"), policy };
};
