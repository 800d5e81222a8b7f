/** A signature drawn with a finger, a pen or a mouse: strokes of points between 0 and 1, as JSON in
 * a hidden field. Without a pointer one prints the paper and signs by hand. */
type Point = [number, number];

const pad = document.querySelector<HTMLCanvasElement>("[data-sign-into]");
const field = document.querySelector<HTMLInputElement>(`#${pad?.dataset["signInto"] ?? ""}`);
const told = document.querySelector<HTMLElement>("[data-sign-status]");
const pen = pad?.getContext("2d");

if (pad && field && pen) {
  let strokes: Point[][] = [];
  pen.lineWidth = 4;
  pen.lineCap = pen.lineJoin = "round";
  // On paper of its own colour in every mode: what is kept is black on white.
  pen.strokeStyle = "#000";

  const at = (event: PointerEvent): Point => {
    const box = pad.getBoundingClientRect();
    const share = (value: number, whole: number) =>
      Math.round(Math.min(1, Math.max(0, value / whole)) * 1000) / 1000;
    return [share(event.clientX - box.left, box.width), share(event.clientY - box.top, box.height)];
  };

  const keep = () => {
    field.value = strokes.length ? JSON.stringify(strokes) : "";
    if (told) told.textContent = strokes.length ? (told.dataset["wordSigned"] ?? "") : "";
  };

  pad.addEventListener("pointerdown", (event) => {
    pad.setPointerCapture(event.pointerId);
    strokes.push([at(event)]);
  });
  pad.addEventListener("pointermove", (event) => {
    const stroke = strokes.at(-1);
    if (!stroke || !pad.hasPointerCapture(event.pointerId)) return;
    const from = stroke.at(-1) ?? at(event);
    const to = at(event);
    stroke.push(to);
    pen.beginPath();
    pen.moveTo(from[0] * pad.width, from[1] * pad.height);
    pen.lineTo(to[0] * pad.width, to[1] * pad.height);
    pen.stroke();
  });
  pad.addEventListener("pointerup", keep);
  pad.addEventListener("pointercancel", keep);
  document.querySelector("[data-sign-clear]")?.addEventListener("click", () => {
    strokes = [];
    pen.clearRect(0, 0, pad.width, pad.height);
    keep();
  });
}

export {};
