"""The demonstration's password and accounts, as `dongne up` prints them."""

import os
import secrets
from pathlib import Path

from dongne.config.runtime import folders

# Without the letters and digits that are mistaken for one another.
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
ACCOUNTS = """\
    sinjeong4-lead  seongsan2-lead  pocheon1-lead   행정팀장 · administration lead
    sinjeong4-head  seongsan2-head  pocheon1-head   동장 · head of the dong
    sinjeong4-welfare1-lead  …-welfare2-lead        복지팀장 · welfare leads
    sinjeong4-01 … sinjeong4-23                     우리동네주무관 · officers
    yangcheon-desk  yangcheon-road  (mapo, pocheon) 구·시 담당 · district
    seoul-desk  gyeonggi-desk                       시·도 담당 · city
    yangcheon-privacy                               개인정보 보호 담당 · privacy officer
    yangcheon-admin                                 시스템 관리자 · system administrator"""


def wanted() -> bool:
    return os.environ.get("DONGNE_DEMO") == "1"


def password(data: Path) -> str:
    """The given one, or one made at the first start; kept, so that later starts say the same."""
    path = data / "demo_password"
    kept = path.read_text().strip() if path.exists() else ""
    word = os.environ.get("DONGNE_DEMO_PASSWORD") or kept or _made()
    if word != kept:
        folders.write_private(path, word + "\n")
    return word


def _made() -> str:
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(3))
