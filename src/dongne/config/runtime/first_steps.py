"""The one-time code with which somebody founds the first office of an empty installation."""

import os
import secrets
from pathlib import Path

import psycopg

from dongne.config.runtime import folders, server

# Without the letters and digits that are mistaken for one another.
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
# `accounts.views.setting_up` reads it there.
FILE = "setup_code"


def code(data: Path) -> str | None:
    """The code, made at the first start, kept until it is used; None once there is an account."""
    path = data / FILE
    if not _is_empty(data):
        path.unlink(missing_ok=True)
        return None
    kept = path.read_text().strip() if path.exists() else ""
    if not kept:
        kept = "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(3))
        folders.write_private(path, kept + "\n")
    return kept


def lines(url: str, word: str) -> list[str]:
    """What a terminal says of it."""
    return [
        "",
        "  아직 아무도 없습니다. 아래 주소에서 처음 시작하세요.",
        "  Nobody is here yet. Begin at this address:",
        f"    {url}setup?code={word}",
        f"  시작 번호 · start code:  {word}",
    ]


def _is_empty(data: Path) -> bool:
    """Whether the database answers, is brought up to date, and holds no account."""
    url = os.environ.get("DATABASE_URL") or server.address_of(data)
    if not url:
        return False
    try:
        with psycopg.connect(url, connect_timeout=5) as connection:
            table = connection.execute("SELECT to_regclass('organisations_account')").fetchone()
            if not table or table[0] is None:
                return False
            row = connection.execute(
                "SELECT EXISTS (SELECT 1 FROM organisations_account)"
            ).fetchone()
            return row is not None and not row[0]
    except psycopg.OperationalError:
        return False
