/** Moments, sizes and lengths in the words of the page's language; always as clocks in Seoul show. */
import { say } from "./dom.ts";

const ZONE = "Asia/Seoul";

function language(): string {
  return document.documentElement.lang || "ko";
}

export function clockOf(at: string | number): string {
  return new Intl.DateTimeFormat(language(), {
    hour: "2-digit",
    minute: "2-digit",
    hour12: false,
    timeZone: ZONE,
  }).format(new Date(at));
}

export function dayOf(at: string | number): string {
  return new Intl.DateTimeFormat(language(), {
    month: "short",
    day: "numeric",
    weekday: "short",
    timeZone: ZONE,
  }).format(new Date(at));
}

/** 2026-11-22 of that moment. */
export function dayKey(at: number): string {
  return new Intl.DateTimeFormat("sv", { timeZone: ZONE }).format(new Date(at));
}

/** The clock alone today, else with the day. */
export function whenOf(at: string | number, now: number): string {
  const moment = typeof at === "number" ? at : Date.parse(at);
  return dayKey(moment) === dayKey(now) ? clockOf(moment) : `${dayOf(moment)} ${clockOf(moment)}`;
}

export function sizeOf(bytes: number): string {
  if (bytes < 1024 * 1024) return `${Math.max(1, Math.round(bytes / 1024))} kB`;
  const mb = bytes / 1024 / 1024;
  return mb < 1024 ? `${mb.toFixed(1)} MB` : `${(mb / 1024).toFixed(1)} GB`;
}

/** 약 540 m, 약 1.1 km. */
export function onFoot(metres: number): string {
  const length = metres < 1000 ? `${Math.max(10, Math.round(metres / 10) * 10)} m` : `${(metres / 1000).toFixed(1)} km`;
  return say("onFoot", { length });
}

/** 40분, 3시간, 2일. */
export function lengthOf(ms: number): string {
  const minutes = Math.max(1, Math.floor(ms / 60_000));
  if (minutes < 60) return say("minutes", { n: minutes });
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? say("hours", { n: hours }) : say("days", { n: Math.floor(hours / 24) });
}
