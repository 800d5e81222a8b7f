"""Browsers besides Chromium, driven by what they speak themselves: no package but Debian's."""
