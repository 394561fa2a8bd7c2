// The bounds a device keeps to, with the names and values of protocol/src/limits.rs, where each has its reason.
// Lengths are bytes. Dates and spans are whole seconds as bigint, as they travel.

export const OFFER_BODY = 768;
export const LETTER_BODY = 8_192;
export const ANSWER_BODY = 8_192;
export const RECEIPT_BODY = 1_376;
export const WORD_BODY = 8_192;
export const KNOCK_BODY = 1_376;
export const SUCCESSION_TERMS = 128;
export const QUERY_CORE = 940;
export const REQUEST_CORE = 10_240;
export const CONSENT = 288;
export const MEMBER_CERT = 288;
export const BRIDGE_TERMS = 256;
export const CARD = 400;
export const SEALED_LETTER = LETTER_BODY + 48;

export const NOTE = 600;
export const ALERT_TEXT = 4_096;
export const ALERT_LINK = 300;
export const PERMISSION_TEXT = 400;
export const CONNECTOR_NOTE = 280;
export const BLURB = 400;
export const TEXT = 6_144;
export const CARD_NAME = 80;
export const CARD_ORG = 80;
export const CARD_ROLE = 80;
export const CARD_CONTACT = 120;
export const ORG_NAME = 64;
export const ATTRIBUTE = 64;
export const ATTRIBUTES_TOTAL = 320;

export const DEVICES = 4;
export const ATTRIBUTES = 8;
export const TAGS = 4;
export const AVOID = 8;
export const HOPS = 6;
export const CARDS = 2;
export const ALERT_EDGES = 20;

const DAY = 86_400n;
export const CLOCK_SKEW = 300n;
export const CERT_LIFE = 90n * DAY;
export const CERT_RENEWED_BEFORE = 60n * DAY;
export const REQUEST_LIFE_MAX = 30n * DAY;
export const QUERY_LIFE_MAX = 14n * DAY;
export const RETENTION_MAX = 365n * DAY;
