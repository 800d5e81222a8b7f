/**
 * What the pages in the street agree on. Times are ISO 8601 with offset, ids UUIDv7 made on the
 * phone, bytes of keys and ciphertexts base64url without padding (docs/decisions/0036).
 */

export type Role = "before" | "during" | "after";

/** One activity as it is sent: the names of `POST /api/v1/field/sync`. */
export interface Body {
  id: string;
  /** The receipt that this version edits. */
  base?: string;
  kind: string;
  field: string;
  happened_at: string;
  memo: string;
  latitude?: number;
  longitude?: number;
  address?: string;
  tong?: number;
  outing?: string;
  counted?: boolean;
  measure?: string;
  handover?: boolean;
  photos?: { sha256: string; role: Role }[];
  sounds?: { sha256: string; seconds: number }[];
}

/** 작성 중 · 보낼 준비 · 보내는 중 · 서버 접수됨 · 확인 필요. */
export type State = "writing" | "ready" | "sending" | "received" | "check";

/**
 * A record nobody reads without a key. `body` is AES-256-GCM (iv 12 bytes first) under a key of the
 * record's own, with `id` as associated data; that key is wrapped twice: `mine` by the phone's key
 * (behind PIN or passkey), `office` to the office's public key (`field/sealed.py` says how).
 */
export interface Envelope {
  v: 1;
  id: string;
  revision: number;
  office_key: string;
  office: string;
  mine: string;
  body: string;
  /** Still being written when it was sealed: the office keeps it for its officer, it is no record. */
  draft: boolean;
}

/** A photo or a sound of a record; its bytes are sealed under the record's key, `sha256` is of the bytes in the clear. */
export interface Piece {
  sha256: string;
  what: "photo" | "sound";
  type: string;
  /** Length of the sealed bytes, which is what is sent. */
  bytes: number;
  /** How many of them the server has, as far as it said so. */
  sent: number;
  /** It was begun to be sent: the server may have more of it than it could say. */
  begun?: boolean;
  here: boolean;
  /** Why the server will not have it, in a sentence. */
  refused?: string;
}

export interface Receipt {
  id: string;
  /** Says what was received and when, with the server's seal: `dongne doctor receipts` checks it. */
  signed: string;
  status: "created" | "updated" | "same" | "held" | "kept";
  reason?: string;
  message?: string;
  at: string;
}

/** A record as it rests on the phone. */
export interface Row {
  id: string;
  revision: number;
  state: State;
  made_at: string;
  changed_at: string;
  /** When it was first ready to be sent: what waits longest is told. */
  ready_at?: string;
  envelope: Envelope;
  pieces: Piece[];
  receipt?: Receipt;
  /** The receipt that the version in `envelope` says it changes. */
  base?: string;
  /** A version that left and was not answered before this one was made: it is sent again first. */
  earlier?: Envelope;
  /** Why it needs a look, in a sentence. */
  trouble?: { code: string; message: string; at: string };
  /** How often this version left. */
  tries: number;
}

/** One answer of `POST /field/sealed`. `missing`: pieces the server does not have yet. */
export interface Result {
  id: string;
  revision: number;
  status: "created" | "updated" | "same" | "held" | "kept" | "conflict" | "rejected";
  receipt?: string;
  signed?: string;
  reason?: string;
  message?: string;
  missing?: string[];
}

export interface Sent {
  /** The server's clock. */
  now: string;
  /** What the server measured: how far the phone's clock is ahead, in seconds. */
  skew: number;
  results: Result[];
  /** The account is no longer in use and everything sent is kept: the phone forgets all. */
  wipe: boolean;
}

/** `GET /field/today.json`. */
export interface Today {
  now: string;
  csrf: string;
  officer: { id: number; name: string; team: string };
  dong: { code: string; name: string };
  office_key: { id: string; public: string };
  words: { kinds: Word[]; fields: Word[] };
  outings: Outing[];
  zone: { tongs: number[]; deputy: boolean; title: string; lines: string[] };
  contacts: { title: string; name: string }[];
  cases: Case[];
  households: Household[];
  missions: { title: string; text: string }[];
  rounds: Round[];
  /** Addresses: areas of the base map, a tile package of the office's or nothing, the suggestions. */
  areas: string;
  tiles: string;
  suggestions: string;
  settings: { lock_minutes: number; long_side: number; offline_hours: number };
}

export interface Word {
  slug: string;
  name: string;
  counted?: boolean;
}

export interface Outing {
  id: string;
  day: string;
  purpose: string;
  place: string;
  starts_at: string | null;
  ends_at: string | null;
}

export interface Case {
  id: string;
  number: string;
  title: string;
  category: string;
  state: string;
  due: string;
  overdue: boolean;
  address: string;
  tong: number | null;
  latitude: number | null;
  longitude: number | null;
}

/** By first name and number only: `순례 님`, `12통 3`. */
export interface Household {
  id: string;
  first_name: string;
  number: string;
  tong: number | null;
  latitude: number | null;
  longitude: number | null;
}

export interface Stop {
  key: string;
  kind: "case" | "weak_spot" | "household" | "mission" | "place";
  title: string;
  note: string;
  latitude: number | null;
  longitude: number | null;
  /** On foot from the stop before. */
  metres: number;
  done_at: string | null;
}

export interface Round {
  outing: string;
  version: number;
  metres: number;
  stops: Stop[];
}
