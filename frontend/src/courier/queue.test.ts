import { describe, expect, it } from "vitest";
import { type Deed, digits, type Kept, newId, proofOf, Queue } from "./queue.ts";

function storage(): Kept & { text: () => string } {
  const kept = new Map<string, string>();
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
    text: () => [...kept.values()].join("\n"),
  };
}

const hand: Deed = {
  id: "1",
  kind: "hand",
  parcel: "p",
  number: "2611-0001",
  at: "2026-11-20T05:00:00Z",
  code: "482913",
  birth: "19410302",
  proof: "abc",
};

describe("what a courier did", () => {
  it("is kept until the server has it, and once only", () => {
    const phone = storage();
    const queue = new Queue("c1", phone);
    queue.add(hand);
    queue.add(hand);
    expect(new Queue("c1", phone).all()).toHaveLength(1);
    queue.settle([{ id: "1", state: "done", message: "" }]);
    expect(new Queue("c1", phone).all()).toHaveLength(0);
  });

  it("leaves neither code nor date of birth on the phone", () => {
    const phone = storage();
    new Queue("c1", phone).add(hand);
    expect(phone.text()).not.toContain("482913");
    expect(phone.text()).not.toContain("19410302");
    expect(phone.text()).toContain("abc");
  });

  it("is never sent by the next one who uses the phone", () => {
    const phone = storage();
    new Queue("c1", phone).add(hand);
    expect(new Queue("c2", phone).all()).toHaveLength(0);
  });

  it("stays to be seen where a person of the office has to look", () => {
    const phone = storage();
    const queue = new Queue("c1", phone);
    queue.add(hand);
    queue.settle([{ id: "1", state: "check", message: "다릅니다" }]);
    expect(queue.waiting()).toHaveLength(0);
    expect(queue.all()[0]?.check).toBe("다릅니다");
    queue.forget("1");
    expect(queue.all()).toHaveLength(0);
  });

  it("is told as late once it could not be sent", () => {
    const queue = new Queue("c1", storage());
    queue.add(hand);
    queue.markLate();
    expect(queue.waiting()[0]?.late).toBe(true);
  });

  it("needs the page where the browser can't work out a proof", () => {
    const queue = new Queue("c1", storage());
    const { proof: _proof, ...bare } = hand;
    expect(queue.needsPage(bare as Deed)).toBe(true);
    expect(queue.needsPage(hand)).toBe(false);
  });
});

describe("a proof", () => {
  it("is the same however the digits were typed", async () => {
    expect(await proofOf("p", "482 913", "1941-03-02")).toBe(await proofOf("p", "482913", "19410302"));
    expect(digits("４８２")).toBe("482");
  });

  it("has an id like any other record", () => {
    expect(newId()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });
});
