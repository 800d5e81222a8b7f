import { describe, expect, test } from "vitest";
import { displayClasses, displayCookie } from "./display.ts";
import { differs } from "./drafts.ts";
import { merge, sizeWords } from "./files.ts";
import { keyOf, nextRow } from "./hotkeys.ts";
import { keepsForm } from "./uploads.ts";

const press = (key: string, code: string, shiftKey = false) => keyOf({ key, code, shiftKey });

describe("keyboard shortcuts", () => {
  test("work while the keyboard writes Hangul", () => {
    expect(press("ㅓ", "KeyJ")).toBe("j");
    expect(press("j", "KeyJ")).toBe("j");
  });
  test("the help opens with ? on any layout", () => {
    expect(press("?", "Slash", true)).toBe("?");
    expect(press("?", "Minus", true)).toBe("?");
    expect(press("/", "Slash")).toBe("/");
  });
  test("rows stop at both ends", () => {
    expect(nextRow(-1, 1, 3)).toBe(0);
    expect(nextRow(2, 1, 3)).toBe(2);
    expect(nextRow(0, -1, 3)).toBe(0);
    expect(nextRow(-1, -1, 3)).toBe(2);
  });
});

describe("drafts", () => {
  test("are offered only when they hold something the form does not show", () => {
    expect(differs({ memo: "보도블록" }, { memo: "" })).toBe(true);
    expect(differs({ memo: "보도블록" }, { memo: "보도블록" })).toBe(false);
    expect(differs({ memo: "  " }, { memo: "" })).toBe(false);
    expect(differs({}, { memo: "서버가 채운 글" })).toBe(false);
  });
});

describe("files", () => {
  const file = (name: string) => ({ name, size: 3, lastModified: 1 });
  test("choosing again adds, and the same photo is there once", () => {
    const merged = merge([file("a.jpg")], [file("a.jpg"), file("b.jpg")]);
    expect(merged.map(({ name }) => name)).toEqual(["a.jpg", "b.jpg"]);
  });
  test("sizes are said in words", () => {
    expect([sizeWords(10), sizeWords(340_000), sizeWords(2_340_000)]).toEqual(["1 kB", "340 kB", "2.3 MB"]);
  });
});

test("a refused upload leaves the form as it is; a mistake in it is shown", () => {
  expect([0, 413, 429, 500, 503].every(keepsForm)).toBe(true);
  expect([200, 400, 403, 404, 422].some(keepsForm)).toBe(false);
});

test("screen settings are written as the server reads them", () => {
  expect(displayCookie("xl", true)).toBe("xl.contrast");
  expect(displayCookie("m", false)).toBe("m");
  expect(displayClasses("m", true)).toEqual(["size-m", "contrast"]);
});
